import type { ClaimStore } from '#ports/claim-store.ts';
import { CLOCK_TOLERANCE } from '#ports/clock-skew.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** After every ISO 8601 moment that a clock can write. */
const END_OF_TIME = '~';
const SWEPT_AT_A_TIME = 1_000;

interface MarksNeeds {
  readonly store: Pick<ClaimStore, 'claim' | 'lastClaim' | 'sweepClaims'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Forgets the marks of buckets that are still to come. A replica whose clock was ahead has run them before their time, and
 * they would be left out when it comes: for as long as the clock was ahead, or some day for as long as it ran.
 *
 * Claims can be swept from the oldest on alone, so all are, and the newest that is in order is made again. `hold` takes the
 * right to run the job, so that nobody runs a bucket between the two; where the process dies there, the present bucket is
 * run once more. Where it is our own clock that is behind, we take away what the others have marked, and they run their
 * present bucket once more: what a job does the store does once.
 */
export async function forgetMarksAhead(
  { store, clock, log }: MarksNeeds,
  scope: string,
  hold: () => Promise<boolean>,
): Promise<void> {
  const last = await store.lastClaim(scope, END_OF_TIME);
  if (last === null || Date.parse(last) <= clock.now() + CLOCK_TOLERANCE) return;
  if (!(await hold())) return;
  const inOrder = await store.lastClaim(scope, new Date(clock.now()).toISOString());
  log.warn('runs of a job are marked that are still to come: a clock was ahead', { scope, last });
  while ((await store.sweepClaims(scope, Number.MAX_SAFE_INTEGER, SWEPT_AT_A_TIME)) === SWEPT_AT_A_TIME);
  if (inOrder !== null) await store.claim(scope, inOrder, clock.now());
}
