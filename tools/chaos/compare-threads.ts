import { type Played, runSchedules, type SchedulesOptions } from './run-schedules.ts';

/** How the same seeds fared on two numbers of threads: the seeds that differ. */
export interface Comparison {
  /** In what was found wrong. */
  readonly verdicts: readonly number[];
  /** In any step, or in the order of steps. */
  readonly traces: readonly number[];
}

/** Plays every seed twice, on so many threads and on so many others. */
export async function compareThreads(
  options: Omit<SchedulesOptions, 'threads' | 'onPlayed'>,
  [some, others]: readonly [number, number],
): Promise<Comparison> {
  const first = await playAll(options, some);
  const second = await playAll(options, others);
  const differ = (what: (played: Played | undefined) => string) =>
    options.seeds.filter((seed) => what(first.get(seed)) !== what(second.get(seed)));
  return {
    verdicts: differ((played) => JSON.stringify(played?.problems)),
    traces: differ((played) => played?.fingerprint ?? ''),
  };
}

async function playAll(
  options: Omit<SchedulesOptions, 'threads' | 'onPlayed'>,
  threads: number,
): Promise<ReadonlyMap<number, Played>> {
  const found = new Map<number, Played>();
  await runSchedules({ ...options, threads, onPlayed: (played) => found.set(played.seed, played) });
  return found;
}
