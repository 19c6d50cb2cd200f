import { ok, type Result, refused } from '#shared/result.ts';
import { readArguments, wholeNumber } from '#tools/command-line.ts';

/** Which schedules are played, and how. */
export interface Options {
  readonly schedules: number;
  /** Seed of the first; the others follow. */
  readonly seed: number;
  /** The address of a MongoDB server; SQLite in memory if null. */
  readonly store: string | null;
  readonly threads: number;
  /** Plays every seed on one thread, too, and on so many, and tells what differs; null plays each once. */
  readonly compare: number | null;
  /** Whether the store fails processes that live on. */
  readonly storeFails: boolean;
  /** Tells everything that happens, on one thread. */
  readonly trace: boolean;
  /** The folder that keeps traces of schedules with a problem. */
  readonly traces: string;
}

export const USAGE =
  'usage: npm run chaos -- [--schedules 1000] [--seed 1] [--store mongodb://…] [--threads 2] [--compare 4] [--no-store-fails] [--trace] [--traces data/chaos]';

/** Reads the arguments; `cores` is how many threads there are for. Refuses what leaves nothing to play. */
export function readOptions(args: readonly string[], cores: number): Result<Options, string> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({
    args: [...args],
    allowNegative: true,
    options: {
      schedules: text('1000'),
      seed: text('1'),
      store: { type: 'string' },
      threads: text(String(Math.min(4, cores))),
      compare: { type: 'string' },
      'store-fails': { type: 'boolean', default: true },
      trace: { type: 'boolean', default: false },
      traces: text('data/chaos'),
    },
  });
  if (given.kind === 'refused') return given;
  const { store = null, trace, traces, 'store-fails': storeFails, ...written } = given.value.values;
  const schedules = wholeNumber(written.schedules);
  const threads = wholeNumber(written.threads);
  const seed = wholeNumber(written.seed);
  const compare = written.compare === undefined ? null : wholeNumber(written.compare);
  if (schedules === null || schedules < 1) return refused('--schedules must be a whole number above 0');
  if (threads === null || threads < 1) return refused('--threads must be a whole number above 0');
  if (written.compare !== undefined && (compare === null || compare < 2))
    return refused('--compare must be a whole number above 1');
  if (seed === null) return refused('--seed must be a whole number');
  return ok({ schedules, seed, store, threads, compare, storeFails, trace, traces });
}
