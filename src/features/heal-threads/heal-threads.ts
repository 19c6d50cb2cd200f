import { isFinished } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { HOUR } from '#shared/clock.ts';
import { type HealNeeds, healThread } from './heal-thread.ts';

/** Threads that one run looks at: Slack answers some fifty such questions a minute, and other work asks too. */
const AT_A_TIME = 20;
const HOURS = 24;

/**
 * Looks at the unfinished threads once a day, spread over the hours, at most 20 in an hour and the newest of those, and brings back what
 * is missing. `bucketStart` in milliseconds.
 */
export async function healThreads(needs: HealNeeds, bucketStart: number): Promise<void> {
  const hour = Math.floor(bucketStart / HOUR) % HOURS;
  let left = AT_A_TIME;
  await walkUnfinished(needs, {
    job: 'heal-threads',
    isDue: (line) => isLookedAt(line, hour) && left-- > 0,
    work: async ({ key }) => {
      await healThread(needs, key);
    },
  });
}

function isLookedAt({ key, status, threadTs }: ExperimentSummary, hour: number): boolean {
  return threadTs !== null && !isFinished(status) && hourOf(key) === hour;
}

/** An hour of the day that belongs to a key. */
function hourOf(key: string): number {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % HOURS;
}
