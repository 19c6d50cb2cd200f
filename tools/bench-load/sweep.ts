import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { benchConfig } from './bench-config.ts';
import { startChild } from './child.ts';
import { megabytes, milliseconds, times } from './figures.ts';
import type { Options } from './options.ts';
import { endOf, retold, seed } from './stories.ts';
import { printHead, printRow } from './table.ts';

const Memory = z.object({ rss: z.number(), heapUsed: z.number() });
const Tick = Memory.extend({
  elapsedMs: z.number(),
  queries: z.number(),
  longestStallMs: z.number(),
  rssPeak: z.number(),
});
type Tick = z.infer<typeof Tick>;

/** Ticks over one store: one with a twenty-fourth due, as in every hour, one with all due, and the hour after that. */
interface Sweep {
  readonly experiments: number;
  readonly hourly: Tick;
  readonly idle: Tick;
  readonly daily: Tick;
}

/** Sweeps of the jobs over many running experiments and over a tenth of them; answers the line for the summary. */
export async function measureSweep({ experiments }: Options): Promise<string> {
  const tenth = Math.max(1, Math.round(experiments / 10));
  // The smaller one before and after the larger, for a machine that is now slower and now faster.
  const before = await sweep(tenth);
  const many = await sweep(experiments);
  const few = meanOf(before, await sweep(tenth));
  printHead(
    `${many.experiments} running experiments swept once by the jobs, beside ${few.experiments} (SQLite)`,
  );
  const ratio = report('every one due', many.daily, few.daily);
  report('one in 24 due (as in every hour)', many.hourly, few.hourly);
  report('none due', many.idle, few.idle);
  for (const { experiments: count, daily } of [few, many]) {
    const figure = `${megabytes(daily.rssPeak)} / ${megabytes(daily.heapUsed)}`;
    printRow({ label: `memory at ${count}, RSS at most / heap in use after`, figure });
  }
  return `${many.experiments} experiments swept in ${milliseconds(many.daily.elapsedMs)}, ${times(ratio)} of ${few.experiments}`;
}

function meanOf(first: Sweep, second: Sweep): Sweep {
  const mean = (kind: 'hourly' | 'daily' | 'idle') => ({
    ...second[kind],
    elapsedMs: (first[kind].elapsedMs + second[kind].elapsedMs) / 2,
  });
  return { ...second, hourly: mean('hourly'), daily: mean('daily'), idle: mean('idle') };
}

function report(what: string, many: Tick, few: Tick): number {
  const ratio = many.elapsedMs / few.elapsedMs;
  const label = `${what}: total time`;
  const stall = `longest hold of the event loop ${milliseconds(many.longestStallMs)}, ${many.queries} queries`;
  printRow({ label, figure: milliseconds(many.elapsedMs), note: stall });
  printRow({ label: `${what}: against a tenth`, figure: times(ratio), note: 'target ≤ 11 ×' });
  return ratio;
}

async function sweep(experiments: number): Promise<Sweep> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-sweep-'));
  const child = startChild('sweep');
  try {
    const file = join(folder, 'bench.sqlite');
    const began = await fill(file, experiments);
    await child.ask({ kind: 'open', config: benchConfig(file, 'http://127.0.0.1:9') }, Memory);
    const tickAt = (now: number) => child.ask({ kind: 'tick', now }, Tick);
    const hourly = await tickAt(began + DAY);
    const daily = await tickAt(began + 2 * DAY + 23 * HOUR);
    const idle = await tickAt(began + 3 * DAY);
    return { experiments, hourly, idle, daily };
  } finally {
    await child.end();
    await rm(folder, { recursive: true });
  }
}

/** Experiments that began to run on one day, as many in each hour of it; answers when the first did. */
async function fill(file: string, experiments: number): Promise<number> {
  const store = await openSqliteStore(file);
  const journals = function* () {
    for (let index = 0; index < experiments; index += 1) {
      yield retold(EXAMPLES.running, `sweep-${index}`, (index % 24) * HOUR);
    }
  };
  await seed(store, journals());
  await store.close();
  return endOf(EXAMPLES.running.commits).launch?.runningSince ?? 0;
}
