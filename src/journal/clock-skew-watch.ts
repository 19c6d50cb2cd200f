import { CLOCK_TOLERANCE, type ClockSkewQueue, LONGEST_WAIT, type SkewedWait } from '#ports/clock-skew.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

interface WatchNeeds {
  readonly store: ClockSkewQueue;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a claim holds without renewal, in milliseconds. */
  readonly leaseMs: number;
}

interface Sighting {
  readonly waits: SkewedWait;
  readonly since: number;
}

/**
 * Makes commits due that wait only because of clock skew: a lease longer than leases are, or a due date later than any
 * process waits. So skew costs a lease and not an hour or a year. Call it often; it looks three times per lease.
 *
 * The skewed clock may be our own, and the others alive. So a commit becomes due only after it stayed untouched for the
 * length of a lease while we watched: a living holder renews three times in that time, and others claim what is due by
 * their clocks. After that the rules of a lease that ran out hold; see docs/adr/0012-clock-skew-costs-one-lease.md.
 */
export function createClockSkewWatch({ store, clock, log, leaseMs }: WatchNeeds): () => Promise<void> {
  let sightings = new Map<string, Sighting>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    // A clock that went back is no reason to stop looking.
    if (now >= lookedAt && now - lookedAt < leaseMs / 3) return;
    lookedAt = now;
    const limits = {
      leaseUntil: now + leaseMs + CLOCK_TOLERANCE,
      dueAt: now + LONGEST_WAIT + CLOCK_TOLERANCE,
    };
    const next = new Map<string, Sighting>();
    for (const waits of await store.skewedWaits(limits)) {
      const since = untouchedSince(sightings.get(waits.id), waits, now);
      if (now - since < leaseMs) next.set(waits.id, { waits, since });
      else if (await store.bringForward(waits, now)) {
        const { id: commit, worker, leaseUntil, dueAt } = waits;
        const seconds = Math.round((Math.max(leaseUntil ?? 0, dueAt) - now) / 1000);
        log.warn('a commit waited because of clock skew, and is due now', {
          ...{ commit, worker, secondsAhead: seconds },
        });
      }
    }
    sightings = next;
  };
}

/** Since when it has been seen unchanged; `now` if it is new or changed. */
function untouchedSince(
  before: Sighting | undefined,
  { leaseUntil, dueAt }: SkewedWait,
  now: number,
): number {
  if (before === undefined || before.since > now) return now;
  const { waits, since } = before;
  return waits.leaseUntil === leaseUntil && waits.dueAt === dueAt ? since : now;
}
