import type { Commit } from '#domain/commit.ts';
import type { ClockSkewQueue } from './clock-skew.ts';

/** A commit whose effects are due, claimed by lease. */
export interface Delivery {
  readonly commit: Commit;
  /** Index of the first effect that is not performed yet. */
  readonly next: number;
  /** How often this effect has been claimed, this time included; kept before anything is asked of the outside. Above 1, look before creating. */
  readonly attempts: number;
}

/** How many commits wait for delivery. */
export interface Backlog {
  /** When the oldest commit that waits was written (its `at`), however often it was postponed; null if none waits. */
  readonly oldestAt: number | null;
  /** Commits with a failed effect, which wait for a person. */
  readonly givenUp: number;
}

/** Mutable delivery state of commits that have effects; lies beside the commit, outside its hash. */
export interface DeliveryQueue extends ClockSkewQueue {
  /**
   * Claims the oldest undelivered commit of up to `limit` experiments, each only if it is due and not leased.
   * Later commits of the same experiment wait, so that effects happen in order, and so does an earlier one
   * that was revived while a later one is leased. A commit that cannot be read is given up, so that no other one waits
   * for it, and told to `onDamaged`.
   */
  claimDue(claim: {
    worker: string;
    now: number;
    leaseMs: number;
    limit: number;
    onDamaged?: (id: string) => void;
  }): Promise<readonly Delivery[]>;
  /**
   * Moves on to effect `next`, or marks the commit delivered if `next` is past the last. The claim that is held
   * counts as the first attempt of that effect, and is kept as a claim is before this resolves. False: the lease is lost.
   */
  advance(id: string, worker: string, next: number, leaseUntil: number): Promise<boolean>;
  /** Renews the lease while an effect takes long. False: the lease is lost. */
  renew(id: string, worker: string, leaseUntil: number): Promise<boolean>;
  /** Gives the lease back to be tried again at `nextAttemptAt`. */
  postpone(id: string, worker: string, nextAttemptAt: number, error: string): Promise<boolean>;
  /** Gives the lease back untried: like `postpone`, but the claim does not count. For a claim under which no attempt has begun. */
  defer(id: string, worker: string, nextAttemptAt: number): Promise<boolean>;
  /** Gives up the present effect until `revive`; later commits of the experiment go on. */
  giveUp(id: string, worker: string, error: string): Promise<boolean>;
  /**
   * Makes a commit that was given up due again, from the effect that failed; false if it was not given up. The next claim
   * has `attempts` 2, because the earlier attempts may have done the work. Repeating it changes nothing.
   */
  revive(id: string, now: number): Promise<boolean>;
  /** Hands back all leases of a worker at shutdown. Every claim counts: an attempt may have begun under it. */
  release(worker: string): Promise<void>;
  /** From when on the next undelivered commit can be claimed: it is due, and no lease of its experiment holds it back. Null if none waits. */
  nextDueAt(): Promise<number | null>;
  /** How many commits wait for delivery, for the figures that operators watch. */
  backlog(): Promise<Backlog>;
}
