/**
 * `npm run bench:search [-- <folder>]`: how well and how fast past experiments are found, by words alone. Each folder has a history, which is put
 * into a SQLite store as an import does it, and sets of questions: searches, ideas that repeat a failed experiment in other words, and
 * ideas on the same surface and metric that repeat none. Without a folder, those of test/fixtures/memory are measured against their own floors;
 * a folder from outside against what is promised. The form of its files is in test/fixtures/memory/README.md. Prints
 * the time of a search, the look into the store included: on the clock, and of the processor alone, which other work on the machine does not
 * lengthen. Exit code 1: a set is below its floor, or the 99th percentile of processor time is 20 ms or more; 2: the arguments or the files
 * cannot be used.
 */
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createMemory } from '#memory/create-memory.ts';
import { knownFromStore } from '#memory/from-store.ts';
import type { Memory } from '#ports/memory.ts';
import { systemClock } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { refused } from '#shared/result.ts';
import { percentile } from './bench-load/figures.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { judgeMemory } from './memory-cases/judge.ts';
import { MEASURED, type MemoryFloor, PROMISED } from './memory-cases/limits.ts';
import { type MemoryFolder, readMemoryFolder } from './memory-cases/read-folder.ts';

const USAGE =
  'usage: npm run bench:search [-- <folder with history.json or history.csv, and files of questions>]';
/** So many searches are timed at least. */
const TIMED = 1_000;
const SLOWEST_MS = 20;

async function main(): Promise<number> {
  const given = readArguments({ options: {}, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const folders = given.value.positionals;
  if (folders.length > 1) return refuseArguments('Name one folder.', USAGE);
  let isBroken = false;
  for (const folder of folders.length > 0 ? folders : Object.keys(MEASURED)) {
    const read = await readOrSay(folder);
    if (read.kind === 'refused') return refuseArguments(read.problem.join('\n'), USAGE);
    isBroken = !(await measure(read.value, MEASURED[folder] ?? {})) || isBroken;
  }
  return isBroken ? 1 : 0;
}

async function readOrSay(folder: string): ReturnType<typeof readMemoryFolder> {
  try {
    const read = await readMemoryFolder(folder);
    const isIdle = read.kind === 'ok' && read.value.sets.size === 0;
    return isIdle ? refused([`${folder} has no JSON file with questions.`]) : read;
  } catch (thrown) {
    return refused([toAppError(thrown).message]);
  }
}

/** Whether all sets reach their floors in time. */
async function measure(
  { lines, sets }: MemoryFolder,
  floors: Readonly<Record<string, MemoryFloor>>,
): Promise<boolean> {
  const store = await openSqliteStore(':memory:');
  for (const line of lines) await store.putPast(line);
  const known = knownFromStore({ store, load: async () => null, clock: systemClock });
  const memory = createMemory({ known, mayBeNamed: async () => true });
  await known();
  let isEnough = true;
  for (const [name, cases] of sets) {
    const figures = await judgeMemory(memory, cases);
    const { found, queries, warned, repeats, falsely, others } = figures;
    say(
      `${name}: the right ones among the first five for ${found} of ${queries} searches; ${warned} of ${repeats} repeats warned; ${falsely} of ${others} others warned falsely`,
    );
    const floor = floors[name] ?? PROMISED;
    isEnough &&= found >= floor.found * queries && warned >= floor.warned * repeats;
    isEnough &&= falsely <= floor.falsely * others;
  }
  const searches = [...sets.values()].flatMap(({ queries }) => queries.map(({ words }) => words));
  if (searches.length > 0) {
    const { clock, processor } = await slowest(memory, searches);
    say(
      `search: p99 ${processor.toFixed(1)} ms of the processor (< ${SLOWEST_MS} ms), ${clock.toFixed(1)} ms on the clock, over ${lines.length} experiments`,
    );
    isEnough &&= processor < SLOWEST_MS;
  }
  await store.close();
  return isEnough;
}

/** The 99th percentiles of a search, milliseconds. */
async function slowest(
  memory: Memory,
  searches: readonly string[],
): Promise<Readonly<Record<'clock' | 'processor', number>>> {
  const clock: number[] = [];
  const processor: number[] = [];
  while (clock.length < TIMED) {
    for (const words of searches) {
      const [begin, used] = [performance.now(), process.cpuUsage()];
      await memory.search(words, { sees: async () => true, limit: 5 });
      clock.push(performance.now() - begin);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1_000);
    }
  }
  return { clock: percentile(clock, 0.99), processor: percentile(processor, 0.99) };
}

process.exitCode = await main();
