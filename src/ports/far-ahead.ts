import { MINUTE } from '#shared/clock.ts';

/** Nobody puts a commit off for longer than this, in milliseconds, whatever a vendor asks for. */
export const LONGEST_WAIT = 15 * MINUTE;
/** The clocks of two machines differ by far less, in milliseconds. What is further ahead was written by a wrong one. */
export const CLOCK_TOLERANCE = MINUTE;

/** An undelivered commit that waits for a moment far ahead, as it was seen. Moments in milliseconds since the Unix epoch. */
export interface FarAhead {
  readonly id: string;
  /** Whose lease it is, or was last; null where it was handed back. */
  readonly worker: string | null;
  readonly leaseUntil: number | null;
  readonly dueAt: number;
}

/** For commits that wait for a moment which no clock that is right can have written. */
export interface FarAheadQueue {
  /** Undelivered commits with a lease that ends after `leaseUntil`, or that are due after `dueAt`. */
  farAhead(limits: Pick<FarAhead, 'dueAt'> & { readonly leaseUntil: number }): Promise<readonly FarAhead[]>;
  /**
   * Ends the lease and makes the commit due at `now`, where it still waits as it was seen; false where somebody has
   * touched it since. The attempt counts, as with a lease that ran out.
   */
  bringForward(seen: FarAhead, now: number): Promise<boolean>;
}
