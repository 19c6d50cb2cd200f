import type { Recommendation } from '#domain/decision/verdict.ts';
import type { FlagRecord } from '#domain/launch/state.ts';

export type Decision = 'ship' | 'kill' | 'drop-variant' | 'end-without-winner' | 'keep-running';

export interface DecisionRecord {
  readonly decision: Decision;
  readonly by: readonly string[];
  readonly at: number;
  readonly snapshotHash: string;
  readonly recommendation: Recommendation;
  readonly overrides: boolean;
  readonly reason: string | null;
  readonly undoUntil: number;
  /** The flag before the decision, for the undo. */
  readonly flagBefore: FlagRecord;
}

/** A first vote for a decision against the recommendation, waiting for the second reviewer. */
export interface PendingOverride {
  readonly decision: Decision;
  readonly by: string;
  readonly reason: string;
  readonly snapshotHash: string;
}

/** What people decide. */
export interface DecisionState {
  /** The decision in force; null before one, and after it is undone. */
  readonly record: DecisionRecord | null;
  /** The version of the commit that holds the record; an Undo button names it. Left out if there is no record. */
  readonly decidedIn?: number;
  readonly pendingOverride: PendingOverride | null;
}
