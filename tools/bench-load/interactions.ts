import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { BotConfig } from '#app/config.ts';
import { ACTS, type Crowd, crowdOf, settle } from './acts.ts';
import { BOT_TOKEN, benchConfig, SIGNING_SECRET } from './bench-config.ts';
import { type Child, startChild, Usage } from './child.ts';
import { median, times } from './figures.ts';
import { type Hit, openLoop, type Shot } from './open-loop.ts';
import type { Options } from './options.ts';
import { type Round, reportRounds, SIDES, type Side, type Slice } from './report-rounds.ts';
import { printHead } from './table.ts';

const Listening = z.object({ port: z.number() });

type Children = Readonly<Record<Side | 'vendors', Child>>;

/** One application under load, and the port it listens on. */
interface Target {
  readonly child: Child;
  readonly port: number;
}

/** Acknowledgements of the bot beside those of bare Bolt apps; answers the line for the summary. */
export async function measureInteractions(options: Options): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-interactions-'));
  const children = {
    vendors: startChild('vendors'),
    bare: startChild('bare-app'),
    keeping: startChild('bare-app'),
    bot: startChild('bot'),
  };
  try {
    const { port } = await children.vendors.ask({}, Listening);
    return await measure(options, children, folder, `http://127.0.0.1:${port}`);
  } finally {
    for (const child of Object.values(children)) await child.end();
    await rm(folder, { recursive: true });
  }
}

async function measure(options: Options, children: Children, folder: string, vendors: string) {
  const slices = Math.max(1, Math.round(options.seconds / options.slice));
  const count = Math.max(ACTS.length, Math.round((options.seconds * options.rate) / slices));
  // The first round warms the applications up and is left out.
  const crowds = Array.from({ length: slices + 1 }, (_, slice) =>
    crowdOf(`s${slice}`, slice === 0 ? Math.ceil(count / 2) : count, `${vendors}/response`),
  );
  const targets = await startAll(children, folder, vendors, crowds);
  const rounds: Round[] = [];
  const rests: number[] = [];
  for (const [index, { shots }] of crowds.entries()) {
    const slices: Partial<Record<Side, Slice>> = {};
    // Which of them comes first changes, in case that matters.
    for (const side of [...SIDES.slice(index % SIDES.length), ...SIDES.slice(0, index % SIDES.length)]) {
      const { slice, restMs } = await fire(targets[side], shots, options.rate);
      slices[side] = slice;
      if (side === 'bot') rests.push(restMs);
    }
    rounds.push(wholeRound(slices));
  }
  const { rss } = await children.bot.ask({ kind: 'usage' }, Usage);
  printHead(`${options.rate} interactions a second for ${options.seconds} s, four acts in equal parts`);
  const ratio = reportRounds(rounds.slice(1), { rss, restMs: median(rests) });
  return `p99 of the acknowledgement ${times(ratio)} of bare Bolt's`;
}

/** One slice on one application, and how long what it set off lasted on. */
async function fire({ child, port }: Target, shots: readonly Shot[], rate: number) {
  const before = await child.ask({ kind: 'usage' }, Usage);
  const hits = mustBeTaken(await openLoop({ port, signingSecret: SIGNING_SECRET }, shots, rate));
  const begun = performance.now();
  const after = await child.ask({ kind: 'usage' }, Usage);
  return {
    slice: { hits, cpuMs: after.cpuMs - before.cpuMs },
    restMs: performance.now() - begun,
  };
}

async function startAll(
  children: Children,
  folder: string,
  vendors: string,
  crowds: readonly Crowd[],
): Promise<Readonly<Record<Side, Target>>> {
  const config = benchConfig(join(folder, 'bench.sqlite'), vendors);
  const { apiUrl } = config.slack;
  const bare = { kind: 'start', signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, apiUrl };
  const started = async (child: Child, question: object) => ({
    child,
    port: (await child.ask(question, Listening)).port,
  });
  await seedAll(config, crowds);
  return {
    bot: await started(children.bot, { kind: 'start', config }),
    bare: await started(children.bare, { ...bare, journal: null }),
    keeping: await started(children.keeping, { ...bare, journal: join(folder, 'raw.sqlite') }),
  };
}

async function seedAll(config: BotConfig, crowds: readonly Crowd[]): Promise<void> {
  const store = await openSqliteStore(config.databaseFile);
  for (const crowd of crowds) await settle(store, crowd);
  await store.close();
}

function wholeRound({ bare, keeping, bot }: Partial<Record<Side, Slice>>): Round {
  if (bare === undefined || keeping === undefined || bot === undefined)
    throw new Error('a round lacks a side');
  return { bare, keeping, bot };
}

const List = z.object({
  response_type: z.literal('ephemeral'),
  text: z.string().regex(/^(One experiment|\d+ experiments)(, page \d+ of \d+)?$/),
  blocks: z.array(z.unknown()).min(1),
});

/**
 * A fast acknowledgement of a refused, failed or postponed act counts for nothing. Only a list is answered with words: the
 * list itself by the bot, none by the bare application.
 */
export function mustBeTaken(hits: readonly Hit[]): readonly Hit[] {
  const odd = hits.find(
    ({ kind, status, answer }) => status !== 200 || !(answer === '' || (kind === 'list' && isList(answer))),
  );
  if (odd !== undefined) throw new Error(`a ${odd.kind} was answered ${odd.status}: ${odd.answer}`);
  return hits;
}

function isList(answer: string): boolean {
  return answer.startsWith('{') && List.safeParse(JSON.parse(answer)).success;
}
