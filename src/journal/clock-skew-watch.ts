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
 * Makes due what waits for a moment that a wrong clock wrote, so that the mistake costs a lease and not an hour or a year:
 * a lease longer than leases are, and a due date further ahead than anybody waits. To be called often;
 * it looks three times a lease.
 *
 * It may be our own clock that is wrong, and who is far ahead of us alive and well. So nothing is taken at sight, but only
 * what nobody has touched for the length of a lease while we watched: a holder that lives renews three times in that time,
 * whatever its clock says, and a commit that is due by the others' clocks is claimed by them. What is cut short then is a wait
 * longer than a lease, which only a vendor asks for, and every process has a breaker against that. From there on all is as with
 * a lease that ran out: who held it hears at its next `confirm` or `advance` that it does not any more (`hold-lease.ts`),
 * and who comes next has `attempts` above 1 and looks before it creates. A clock of ours that jumps ahead between two looks
 * cuts the wait short, and no more: it lets leases run out early without this as well.
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
        log.warn('a commit waited for a time that a wrong clock wrote, and is due now', {
          ...{ commit, worker, secondsAhead: seconds },
        });
      }
    }
    sightings = next;
  };
}

/** Since when it has been seen just so; `now` where it never was. */
function untouchedSince(
  before: Sighting | undefined,
  { leaseUntil, dueAt }: SkewedWait,
  now: number,
): number {
  if (before === undefined || before.since > now) return now;
  const { waits, since } = before;
  return waits.leaseUntil === leaseUntil && waits.dueAt === dueAt ? since : now;
}
