import type { QueuePlace } from '#domain/schedule/state.ts';
import { DAY } from '#shared/clock.ts';

/** An experiment that has a surface now. */
export interface Occupant {
  readonly key: string;
  /** The registered end, milliseconds since the Unix epoch; null if it waits for a decision or is paused. */
  readonly until: number | null;
}

/** An experiment that wants a surface from a day on. */
export interface StartWish {
  readonly key: string;
  /** As `PlannedStart` has them. */
  readonly from: number;
  readonly at: number;
  /** Days that it takes. */
  readonly days: number;
}

/**
 * The queue of one surface, which has room for one experiment at a time: who is before each, by key, and when it can start. By the day that
 * they ask for; of the same day the one that was planned first. Behind one whose end is not known no moment is known: one that waits for a
 * decision, whose last look is overdue, or that could have started and was not launched.
 */
export function queueOf(
  occupants: readonly Occupant[],
  waiting: readonly StartWish[],
  now: number,
): ReadonlyMap<string, QueuePlace> {
  const places = new Map<string, QueuePlace>();
  let { last, freeAt } = afterAll(occupants, now);
  for (const { key, from, days } of waiting.toSorted(byTurn)) {
    const isBehind = last !== null && (freeAt === null || freeAt > from);
    const startsAt: number | null = freeAt === null ? null : Math.max(from, freeAt);
    places.set(key, { startsAt, ahead: isBehind ? last : null });
    freeAt = startsAt === null || startsAt < now ? null : startsAt + days * DAY;
    last = key;
  }
  return places;
}

/** When a surface is free of those that have it now, and which of them keeps it longest. */
function afterAll(
  occupants: readonly Occupant[],
  now: number,
): { readonly last: string | null; readonly freeAt: number | null } {
  const ends = occupants.map(({ key, until }) => ({
    key,
    until: until === null || until <= now ? null : until,
  }));
  const open = ends.find(({ until }) => until === null);
  if (open !== undefined) return { last: open.key, freeAt: null };
  const [longest] = ends.toSorted((one, other) => (other.until ?? 0) - (one.until ?? 0));
  return longest === undefined ? { last: null, freeAt: 0 } : { last: longest.key, freeAt: longest.until };
}

function byTurn(one: StartWish, other: StartWish): number {
  return one.from - other.from || one.at - other.at || (one.key < other.key ? -1 : 1);
}
