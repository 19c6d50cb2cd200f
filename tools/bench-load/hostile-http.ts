import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type Crowd, crowdOf, settle } from './acts.ts';
import { benchConfig, SIGNING_SECRET } from './bench-config.ts';
import { type Child, startChild, Usage } from './child.ts';
import { mustBeTaken } from './interactions.ts';
import { type Hit, openLoop } from './open-loop.ts';

const Listening = z.object({ port: z.number() });
const Figures = z.object({ opened: z.number(), closedByBot: z.number(), bytes: z.number() });

/** How long and how hard. Everything is bounded by these. */
export interface HostileOptions {
  readonly connections: number;
  /** Honest acts a second. */
  readonly rate: number;
  /** Seconds of a slice, and slices of either kind. */
  readonly seconds: number;
  readonly rounds: number;
}

/** One slice: the answers to honest people, and the most memory that the bot had meanwhile, in bytes. */
export interface HostileSlice {
  readonly hits: readonly Hit[];
  readonly peak: number;
}

/** All that was measured: quiet and hostile slices took turns in one execution. */
export interface HostileMeasures {
  readonly quiet: readonly HostileSlice[];
  readonly hostile: readonly HostileSlice[];
  readonly crowd: z.infer<typeof Figures>;
}

interface Ground {
  readonly bot: Child;
  readonly crowd: Child;
  readonly port: number;
}

/** Lets honest people act beside a hostile crowd and without one, on the bot as `npm start` runs it; leaves nothing behind. */
export async function measureHostile(options: HostileOptions): Promise<HostileMeasures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-hostile-'));
  const [vendors, bot, crowd] = [startChild('vendors'), startChild('bot'), startChild('hostile')];
  try {
    const { port: vendorPort } = await vendors.ask({}, Listening);
    const url = `http://127.0.0.1:${vendorPort}`;
    // The first slice warms the bot up and is left out.
    const crowds = Array.from({ length: 2 * options.rounds + 1 }, (_, slice) =>
      withoutForms(
        crowdOf(`h${slice}`, Math.ceil((options.rate * options.seconds * 4) / 3), `${url}/response`),
      ),
    );
    const config = benchConfig(join(folder, 'bench.sqlite'), url);
    const store = await openSqliteStore(config.databaseFile);
    for (const one of crowds) await settle(store, one);
    await store.close();
    const { port } = await bot.ask({ kind: 'start', config }, Listening);
    return await takeTurns(options, { bot, crowd, port }, crowds);
  } finally {
    for (const child of [crowd, bot, vendors]) await child.end();
    await rm(folder, { recursive: true });
  }
}

/** The examples are old, so a job may end one in the middle; a form would then be answered with words, a press is not. */
function withoutForms({ shots, journals }: Crowd): Crowd {
  return { journals, shots: shots.filter(({ kind }) => kind !== 'form that commits') };
}

async function takeTurns(
  { connections, rate, seconds }: HostileOptions,
  ground: Ground,
  [warmUp, ...crowds]: readonly Crowd[],
): Promise<HostileMeasures> {
  const { bot, crowd, port } = ground;
  const [quiet, hostile]: [HostileSlice[], HostileSlice[]] = [[], []];
  const totals = { opened: 0, closedByBot: 0, bytes: 0 };
  if (warmUp !== undefined) await slice(ground, warmUp, rate);
  for (const [index, people] of crowds.entries()) {
    const isHostile = index % 2 === 1;
    // Its end is set beforehand: it ends even if this process does not come to stop it.
    if (isHostile) await crowd.ask({ kind: 'start', port, connections, seconds: seconds + 60 }, z.unknown());
    // All connections are there before the first act.
    await sleep(1_000);
    (isHostile ? hostile : quiet).push(await slice(ground, people, rate));
    if (!isHostile) continue;
    const done = await crowd.ask({ kind: 'stop' }, Figures);
    totals.opened += done.opened;
    totals.closedByBot += done.closedByBot;
    totals.bytes += done.bytes;
    await bot.ask({ kind: 'usage' }, Usage);
  }
  return { quiet, hostile, crowd: totals };
}

async function slice({ bot, port }: Ground, { shots }: Crowd, rate: number): Promise<HostileSlice> {
  let isOver = false;
  const watched = watch(bot, () => isOver);
  const shot = openLoop({ port, signingSecret: SIGNING_SECRET }, shots, rate).finally(() => {
    isOver = true;
  });
  const [hits, peak] = await Promise.all([shot, watched]);
  mustBeTaken(hits);
  await bot.ask({ kind: 'usage' }, Usage);
  return { hits, peak };
}

/** The most memory that the bot has until `isOver`. */
async function watch(bot: Child, isOver: () => boolean): Promise<number> {
  let peak = 0;
  while (!isOver()) {
    peak = Math.max(peak, (await bot.ask({ kind: 'memory' }, Usage)).rss);
    await sleep(100);
  }
  return peak;
}
