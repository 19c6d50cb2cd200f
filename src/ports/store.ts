import type { Commit } from '#domain/commit.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { TransferStore } from './transfer.ts';

/** The journal: append-only commits per experiment. Adapters use single inserts only; no transaction anywhere. */
export interface JournalStore {
  /**
   * One insert of the commit together with its delivery state; the unique id settles races.
   * `conflict` means that this version exists already: reload and decide again.
   */
  append(commit: Commit): Promise<'appended' | 'conflict'>;
  /** Commits of one experiment with a version above `afterVersion`, oldest first. */
  commits(experiment: string, afterVersion?: number): Promise<readonly Commit[]>;
  /**
   * The entries of one experiment exactly as they lie in the store, by version, for the audit:
   * unlike `commits` it answers with damaged entries too.
   */
  records(experiment: string): Promise<readonly CommitRecord[]>;
  /** Keys of all experiments, sorted, after `afterKey`, at most `limit`. */
  experimentKeys(afterKey: string | null, limit: number): Promise<readonly string[]>;
}

/** A commit as stored: `body` is its canonical JSON, the other fields are what it is found by. */
export interface CommitRecord {
  readonly id: string;
  readonly experiment: string;
  readonly version: number;
  readonly body: string;
}

/** A commit whose effects are due, claimed by lease. */
export interface Delivery {
  readonly commit: Commit;
  /** Index of the first effect that is not performed yet. */
  readonly next: number;
  /** How often this effect has been claimed, this time included. Above 1, look before creating. */
  readonly attempts: number;
}

/** Mutable delivery state of commits that have effects; lies beside the commit, outside its hash. */
export interface DeliveryQueue {
  /**
   * Claims the oldest undelivered commit of up to `limit` experiments, each only when it is due and not leased.
   * Later commits of the same experiment wait, so that effects happen in order, and so does an earlier one
   * that was revived while a later one is leased.
   */
  claimDue(claim: {
    worker: string;
    now: number;
    leaseMs: number;
    limit: number;
  }): Promise<readonly Delivery[]>;
  /**
   * Moves on to effect `next` (or marks the commit delivered when `next` is past the last). The claim that is held
   * counts as the first attempt of that effect. False: lease lost.
   */
  advance(id: string, worker: string, next: number, leaseUntil: number): Promise<boolean>;
  /** Holds on to the lease while an effect takes long. False: lease lost. */
  renew(id: string, worker: string, leaseUntil: number): Promise<boolean>;
  /** Gives the lease back to be tried again at `nextAttemptAt`. */
  postpone(id: string, worker: string, nextAttemptAt: number, error: string): Promise<boolean>;
  /** Gives the lease back untried: like `postpone`, but the claim does not count as an attempt. */
  defer(id: string, worker: string, nextAttemptAt: number): Promise<boolean>;
  /** Gives up on the present effect until `revive`; later commits of the experiment go on. */
  bury(id: string, worker: string, error: string): Promise<boolean>;
  /**
   * Makes a buried commit due again, from the effect that failed; false where it is not buried. The next claim has
   * `attempts` 2, because the attempts before the burial may have done the work. Repeating it changes nothing.
   */
  revive(id: string, now: number): Promise<boolean>;
  /** Hands back all leases of a worker at shutdown, without counting the attempt. */
  release(worker: string): Promise<void>;
  /** When the next undelivered commit is due (or its lease ends); null when none is waiting. */
  nextDueAt(): Promise<number | null>;
}

/** Projection for lists: can be rebuilt from the journal at any time. */
export interface SummaryStore {
  /** Writes a summary unless a newer version of it is there. */
  putSummary(summary: ExperimentSummary): Promise<void>;
  /** Newest first; `live` keeps those not completed or cancelled. */
  summaries(filter: { live?: boolean; limit: number }): Promise<readonly ExperimentSummary[]>;
  clearSummaries(): Promise<void>;
}

/** Who did what once: job buckets and inbound deliveries, claimed by unique insert. */
export interface ClaimStore {
  /** True for exactly one caller per (scope, key), ever. */
  claim(scope: string, key: string, at: number): Promise<boolean>;
  /** Whether anybody claimed it, as far as claims are remembered. */
  isClaimed(scope: string, key: string): Promise<boolean>;
  /** The greatest key claimed in a scope, by code unit order; null when none. */
  lastClaim(scope: string): Promise<string | null>;
  /** Forgets claims made before `before`, at most `limit` at a time; returns how many. */
  sweepClaims(scope: string, before: number, limit: number): Promise<number>;
}

/** Pseudonyms for people: the journal holds only these, the key lies apart and can be erased. */
export interface PeopleStore {
  /** The pseudonym of a Slack user, made at first sight; `candidate` is used if there is none yet. */
  pseudonymOf(slackUser: string, candidate: string): Promise<string>;
  /** The pseudonym of a Slack user without making one; null where there is none. */
  knownPseudonymOf(slackUser: string): Promise<string | null>;
  /** The Slack user behind a pseudonym; null where the key was erased. */
  slackUserOf(pseudonym: string): Promise<string | null>;
  /** Erases the key of a Slack user; returns the pseudonym that is now nobody's, or null. */
  forget(slackUser: string): Promise<string | null>;
}

export interface Store
  extends JournalStore,
    DeliveryQueue,
    SummaryStore,
    ClaimStore,
    PeopleStore,
    TransferStore {
  /** Cheap round trip for health checks. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
