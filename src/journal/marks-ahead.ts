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
 * Forgets the marks of buckets that are still to come. A replica whose clock was ahead ran them before their time, and they
 * would not run at their time.
 *
 * Claims can only be removed from the oldest on, so all are removed, and the newest one that is in order is made again.
 * `hold` takes the right to run the job, so that no process runs a bucket in between. If the process dies there, or if our
 * own clock is behind and we remove the marks of others, the present bucket runs once more, which a job must bear.
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
  log.warn('runs of a job were marked before their time because of clock skew', { scope, last });
  while ((await store.sweepClaims(scope, Number.MAX_SAFE_INTEGER, SWEPT_AT_A_TIME)) === SWEPT_AT_A_TIME);
  if (inOrder !== null) await store.claim(scope, inOrder, clock.now());
}
