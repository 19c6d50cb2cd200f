/**
 * `npm run bench:home`: how long the home of an approver and `/experiment list` take with 100 and with 10,000 experiments, from the signed request
 * to what the person sees, over HTTP, with the store in a file and Slack's stand-in at the wire, which answers at once. Prints the 50th and 99th
 * percentile of both, and how much longer 10,000 take than 100 in the same run. Exit code 1: half of the homes with 10,000 take 300 ms or more.
 */
import { EventEmitter, once } from 'node:events';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { type Measured, measuredWords, onFilledStore, timed } from './bench-home/on-filled-store.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run bench:home';
const SIZES = [100, 10_000] as const;
const SAMPLES = 60;
/** What half of the homes have to be below, milliseconds. */
const PROMISED = 300;

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const results = [];
  for (const size of SIZES) results.push({ size, ...(await measureSize(size)) });
  for (const { size, home, list } of results) {
    say(`${size} experiments: home ${measuredWords(home)}`);
    say(`${size} experiments: /experiment list ${measuredWords(list)}`);
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

async function measureSize(size: number): Promise<{ readonly home: Measured; readonly list: Measured }> {
  return onFilledStore(size, async (running) => {
    const home = await timed(SAMPLES, () => openHome(running));
    say(`the home of ${size}: ${headlineOf(running)}`);
    return { home, list: await timed(SAMPLES, () => list(running)) };
  });
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
