import { availableParallelism } from 'node:os';
import { compareThreads } from '#tools/chaos/compare-threads.ts';
import { playSeed } from '#tools/chaos/play-seed.ts';
import { type Played, runSchedules } from '#tools/chaos/run-schedules.ts';
import { addTally, describeTally, neverMet, newTally } from '#tools/chaos/tally.ts';
import { type Options, readOptions, USAGE } from './chaos/options.ts';
import { refuseArguments, say } from './command-line.ts';

/** Schedules between two lines that say how far it is. */
const PROGRESS_EVERY = 100;
/** Schedules from which on every kind of trouble has to come up; fewer may leave one out by chance. */
const ENOUGH = 50;

/**
 * `npm run chaos -- --schedules 1000 --seed 1 [--store mongodb://…] [--threads 2] [--compare 4] [--no-store-fails] [--trace] [--traces data/chaos]`: plays
 * random schedules of crashes, faults of vendors and of the store, repeated deliveries and leaping clocks, and answers the
 * exit code: 0 if nothing was lost, doubled, stuck or unauthorised and there was enough trouble to say so, 2 if the options leave
 * nothing to play. With `--compare` it is 1 if a schedule goes otherwise on one thread than on several. A bad schedule leaves its whole trace in the folder, and is played again, step by step the same, by its seed with
 * `--schedules 1 --trace`.
 */
async function main(): Promise<number> {
  const read = readOptions(process.argv.slice(2), availableParallelism());
  if (read.kind === 'refused') return refuseArguments(read.problem, USAGE);
  if (read.value.compare !== null) return compare(read.value, read.value.compare);
  const { schedules, storeFails } = read.value;
  const count = { played: 0, lost: 0, doubled: 0, stuck: 0, unauthorised: 0 };
  const total = newTally();
  await play(read.value, ({ seed, problems, tally, trace }) => {
    count.played += 1;
    addTally(total, tally);
    for (const { kind } of problems) count[kind] += 1;
    for (const line of new Set(problems.map(({ kind, what }) => `seed ${seed} ${kind}: ${what}`))) say(line);
    if (trace !== null) say(`seed ${seed}: the whole trace is in ${trace}`);
    if (count.played % PROGRESS_EVERY === 0) say(`${count.played} of ${schedules} schedules`);
  });
  const missing = schedules < ENOUGH ? [] : neverMet(total, storeFails);
  if (missing.length > 0) say(`this run proves nothing: ${missing.join(', ')}`);
  say(describeTally(total));
  say(
    `chaos: ${schedules} schedules, ${count.lost} lost, ${count.doubled} doubled, ${count.stuck} stuck, ${count.unauthorised} unauthorised`,
  );
  return count.lost + count.doubled + count.stuck + count.unauthorised + missing.length === 0 ? 0 : 1;
}

/** Plays every seed on one thread and on several, and says where they differ. */
async function compare(
  { schedules, seed: first, store: uri, traces, storeFails }: Options,
  threads: number,
): Promise<number> {
  const seeds = Array.from({ length: schedules }, (_, index) => first + index);
  const { verdicts, traces: steps } = await compareThreads({ seeds, uri, storeFails, traces }, [1, threads]);
  for (const seed of new Set([...verdicts, ...steps])) say(`seed ${seed} goes otherwise`);
  say(
    `chaos: ${schedules} schedules on 1 thread and on ${threads}: ${verdicts.length} verdicts differ, ${steps.length} traces differ`,
  );
  return verdicts.length + steps.length === 0 ? 0 : 1;
}

async function play(
  { schedules, seed: first, store: uri, threads, trace, traces, storeFails }: Options,
  onPlayed: (played: Played) => void,
): Promise<void> {
  const seeds = Array.from({ length: schedules }, (_, index) => first + index);
  if (!trace) return runSchedules({ seeds, uri, storeFails, threads, traces, onPlayed });
  for (const seed of seeds) {
    const note = (line: string) => say(`  ${line}`);
    const played = await playSeed({ seed, uri, storeFails, traces, note });
    onPlayed({ ...played, problems: [...played.problems] });
  }
}

process.exitCode = await main();
