/**
 * `npm run bench:search`: how well and how fast past experiments are found, by words alone. 400 made-up experiments of many products
 * (test/fixtures/memory) are put into a SQLite store; then come searches, ideas that repeat a failed experiment in other words, and
 * ideas on the same surface and metric that repeat none. The `tuned` half may be looked at when rules change, the `held-out` half may not. Prints
 * the time of a search, the look into the store included: on the clock, and of the processor alone, which other work on the machine does not
 * lengthen. Exit code 1: the tuned half is below 45 of 50 searches or 19 of 20 repeats, the
 * held-out half below its floor, or the 99th percentile of processor time is 20 ms or more.
 */
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createMemory } from '#memory/create-memory.ts';
import { knownFromStore } from '#memory/from-store.ts';
import type { Memory } from '#ports/memory.ts';
import { systemClock } from '#shared/clock.ts';
import { percentile } from './bench-load/figures.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { judgeMemory } from './memory-cases/judge.ts';
import { MEMORY_FLOORS } from './memory-cases/limits.ts';
import { madeUpHistory } from './memory-cases/made-up-history.ts';
import { readMemoryCases } from './memory-cases/read-cases.ts';

const ROUNDS = 20;
const SLOWEST_MS = 20;

async function main(): Promise<number> {
  const given = readArguments({});
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run bench:search');
  const store = await openSqliteStore(':memory:');
  const lines = madeUpHistory();
  for (const line of lines) await store.putPast(line);
  const known = knownFromStore({ store, load: async () => null, clock: systemClock });
  const memory = createMemory({ known, mayBeNamed: async () => true });
  await known();
  let isBroken = false;
  for (const half of ['tuned', 'held-out'] as const) {
    const figures = await judgeMemory(memory, readMemoryCases(half));
    const { found, queries, warned, repeats, falsely, others } = figures;
    say(
      `${half}: the right three among the first five for ${found} of ${queries} searches; ${warned} of ${repeats} repeats warned; ${falsely} of ${others} others warned falsely`,
    );
    const floor = MEMORY_FLOORS[half];
    isBroken ||= found / queries < floor.found || warned / repeats < floor.warned;
  }
  const { clock, processor } = await slowest(memory);
  say(
    `search: p99 ${processor.toFixed(1)} ms of the processor (< ${SLOWEST_MS} ms), ${clock.toFixed(1)} ms on the clock, over ${lines.length} experiments`,
  );
  await store.close();
  return isBroken || processor >= SLOWEST_MS ? 1 : 0;
}

/** The 99th percentiles of a search, milliseconds. */
async function slowest(memory: Memory): Promise<Readonly<Record<'clock' | 'processor', number>>> {
  const words = (['tuned', 'held-out'] as const).flatMap((half) => readMemoryCases(half).queries);
  const clock: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of words) {
      const [begin, used] = [performance.now(), process.cpuUsage()];
      await memory.search(query.words, { sees: async () => true, limit: 5 });
      clock.push(performance.now() - begin);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1_000);
    }
  }
  return { clock: percentile(clock, 0.99), processor: percentile(processor, 0.99) };
}

process.exitCode = await main();
