import { z } from 'zod';
import { readVariables } from '#adapters/vendor.ts';
import { RUNS_KEPT } from '#agents/keeper.ts';

const DAYS = { error: 'must be a whole number of days from 0 (keeps none) to 3650; 90 if left out' };
const MEGABYTES = { error: 'must be a whole number of megabytes from 1 to 100000; 500 if left out' };
const MEGABYTE = 1_000_000;

/** How long and how much is kept of the runs of a model. Refuses with every problem, one line each. */
export const readRunsKept = readVariables(
  {
    RUNS_DAYS: z.coerce.number(DAYS).int(DAYS).min(0, DAYS).max(3_650, DAYS).default(RUNS_KEPT.days),
    RUNS_MEGABYTES: z.coerce
      .number(MEGABYTES)
      .int(MEGABYTES)
      .min(1, MEGABYTES)
      .max(100_000, MEGABYTES)
      .default(RUNS_KEPT.bytes / MEGABYTE),
  },
  (set) => ({ days: set.RUNS_DAYS, bytes: set.RUNS_MEGABYTES * MEGABYTE }),
);
