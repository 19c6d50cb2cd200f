/**
 * `npm run bench:home`: how long the home of an approver and `/experiment list` take with 100 and with 10,000 experiments, from the signed request
 * to what the person sees, over HTTP, with the store in a file and Slack's stand-in at the wire, which answers at once. Prints the 50th and 99th
 * percentile of both, and how much longer 10,000 take than 100 in the same run. Exit code 1: half of the homes with 10,000 take 300 ms or more.
 */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type RunningSandbox, runSandbox, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import { fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { silentLogger } from '#shared/logger.ts';
import { CHANNELS, fillStore } from './bench-home/fill.ts';
import { percentile } from './bench-load/figures.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run bench:home';
const SIZES = [100, 10_000] as const;
const SAMPLES = 60;
/** What half of the homes have to be below, milliseconds. */
const PROMISED = 300;

interface Measured {
  readonly first: number;
  readonly p50: number;
  readonly p99: number;
}

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const results = [];
  for (const size of SIZES) results.push({ size, ...(await measureSize(size)) });
  for (const { size, home, list } of results) {
    say(`${size} experiments: home ${words(home)}`);
    say(`${size} experiments: /experiment list ${words(list)}`);
  }
  const [small, large] = results;
  if (small === undefined || large === undefined) return 1;
  const growth = (of: 'home' | 'list') => (large[of].p50 / small[of].p50).toFixed(1);
  say(`growth from ${small.size} to ${large.size}, p50: home ×${growth('home')}, list ×${growth('list')}`);
  const isKept = large.home.p50 < PROMISED;
  const verdict = isKept ? 'kept' : 'broken';
  say(
    `bench:home ${verdict}: home p50 ${large.home.p50.toFixed(1)} ms with ${large.size}, promised under ${PROMISED} ms`,
  );
  return isKept ? 0 : 1;
}

function words({ first, p50, p99 }: Measured): string {
  return `first ${first.toFixed(0)} ms, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}

async function measureSize(size: number): Promise<{ readonly home: Measured; readonly list: Measured }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-home-'));
  const file = join(folder, 'store.sqlite');
  try {
    const store = await openSqliteStore(file);
    await fillStore(store, size, SANDBOX_START);
    await store.close();
    const running = await runSandbox({ log: silentLogger, databaseFile: file });
    try {
      openChannels(running);
      const home = await timed(() => openHome(running));
      say(`the home of ${size}: ${headlineOf(running)}`);
      return { home, list: await timed(() => list(running)) };
    } finally {
      await running.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Channels that all people of the sandbox can read. */
function openChannels({ sandbox: { slack } }: RunningSandbox): void {
  const state = slack.snapshot();
  for (const id of CHANNELS) {
    state.channels[id] = {
      ...{ id, name: id.toLowerCase(), isPrivate: false, isArchived: false, user: null },
      members: Object.keys(state.users),
    };
  }
  slack.restore(state);
}

async function timed(act: () => Promise<void>): Promise<Measured> {
  const took: number[] = [];
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    const begun = performance.now();
    await act();
    took.push(performance.now() - begun);
  }
  const [first = 0, ...rest] = took;
  return { first, p50: percentile(rest, 0.5), p99: percentile(rest, 0.99) };
}

/** Opens the home of an approver, and waits until Slack has it. */
async function openHome({ sandbox: { slack } }: RunningSandbox): Promise<void> {
  const changes = new EventEmitter();
  const shown = once(changes, 'home-published');
  const stop = slack.onChange(({ kind }) => changes.emit(kind));
  const sent = await slack.as('priya').openHome();
  if (sent.problem !== null) throw new Error(`the home was not taken: ${sent.problem}`);
  await shown;
  stop();
}

/** The counts at the top of the home, so that what was measured is seen to be full. */
function headlineOf({ sandbox: { slack } }: RunningSandbox): string {
  const [head] = slack.home('priya')?.blocks ?? [];
  return textOf(fieldsOf(head?.['text'])['text']) ?? 'nothing';
}

async function list({ sandbox: { slack } }: RunningSandbox): Promise<void> {
  const sent = await slack.as('priya').command('/experiment', 'list', { channel: 'growth' });
  if (sent.problem !== null) throw new Error(`the list was not answered: ${sent.problem}`);
}

process.exitCode = await main();
