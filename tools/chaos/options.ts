import { parseArgs } from 'node:util';
import { ok, type Result, refused } from '#shared/result.ts';

/** Which schedules are played, and how. */
export interface Options {
  readonly schedules: number;
  /** Seed of the first; the others follow. */
  readonly seed: number;
  /** The address of a MongoDB server; SQLite in memory if null. */
  readonly store: string | null;
  readonly threads: number;
  /** Whether the store fails processes that live on. */
  readonly storeFails: boolean;
  /** Tells everything that happens, on one thread. */
  readonly trace: boolean;
}

export const USAGE =
  'usage: npm run chaos -- [--schedules 1000] [--seed 1] [--store mongodb://…] [--threads 2] [--no-store-fails] [--trace]';

/** Reads the arguments; `cores` is how many threads there are for. Refuses what leaves nothing to play. */
export function readOptions(args: readonly string[], cores: number): Result<Options, string> {
  const read = parse(args, cores);
  if (typeof read === 'string') return refused(read);
  const { store = null, trace } = read;
  const [schedules, seed, threads] = [count(read.schedules), count(read.seed), count(read.threads)];
  if (schedules === null || schedules < 1) return refused('--schedules must be a whole number above 0');
  if (threads === null || threads < 1) return refused('--threads must be a whole number above 0');
  if (seed === null) return refused('--seed must be a whole number');
  return ok({ schedules, seed, store, threads, storeFails: read['store-fails'], trace });
}

function parse(args: readonly string[], cores: number) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        schedules: text('1000'),
        seed: text('1'),
        store: { type: 'string' },
        threads: text(String(Math.min(4, cores))),
        'store-fails': { type: 'boolean', default: true },
        trace: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** The whole number that was written; null if it is none. */
function count(written: string): number | null {
  const value = Number(written);
  return /^\d+$/.test(written) && Number.isSafeInteger(value) ? value : null;
}
