import { MINUTE } from '#shared/clock.ts';

/** No process postpones a commit for longer than this, in milliseconds, whatever a vendor asks for. */
export const LONGEST_WAIT = 15 * MINUTE;
/** The clocks of two machines usually differ by far less, in milliseconds. A moment further ahead means clock skew. */
export const CLOCK_TOLERANCE = MINUTE;

/** An undelivered commit that waits because of clock skew, as it was seen. Moments in milliseconds since the Unix epoch. */
export interface SkewedWait {
  readonly id: string;
  /** The holder of the lease, or the last one; null if the lease was handed back. */
  readonly worker: string | null;
  readonly leaseUntil: number | null;
  readonly dueAt: number;
}

/** For commits that wait for a moment which only clock skew can have written. */
export interface ClockSkewQueue {
  /** Undelivered commits with a lease that ends after `leaseUntil`, or that are due after `dueAt`. */
  skewedWaits(
    limits: Pick<SkewedWait, 'dueAt'> & { readonly leaseUntil: number },
  ): Promise<readonly SkewedWait[]>;
  /**
   * Ends the lease and makes the commit due at `now`, if it still waits as it was seen; false if a process has touched
   * it since. The attempt counts, as with a lease that ran out.
   */
  bringForward(seen: SkewedWait, now: number): Promise<boolean>;
}
