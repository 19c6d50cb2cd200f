import type { Recommendation } from '#domain/decision/verdict.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { ShipmentStep } from '#domain/shipping/shipment-step.ts';
import type { Status } from '#domain/status.ts';

export type Decision = 'ship' | 'kill' | 'drop-variant' | 'end-without-winner' | 'keep-running';

/** Why the bot decided: on the standing approval of a person, or because no approver did in time. */
export type Unattended =
  | { readonly why: 'auto'; readonly approver: string; readonly rule: 'recommended' | 'regression' }
  | { readonly why: 'expired' };

export interface DecisionRecord {
  readonly decision: Decision;
  /** Empty if the bot decided. */
  readonly by: readonly string[];
  readonly at: number;
  readonly snapshotHash: string;
  readonly recommendation: Recommendation;
  readonly overrides: boolean;
  readonly reason: string | null;
  readonly undoUntil: number;
  /** The flag before the decision, for the undo. */
  readonly flagBefore: FlagRecord;
  /** Left out if people decided. */
  readonly unattended?: Unattended;
  /** How what is shipped reaches all units; left out if it does at once. */
  readonly shipment?: { readonly variant: string; readonly steps: readonly ShipmentStep[] };
}

/** A first vote for a decision that takes two approvers: against the recommendation, or of high risk. */
export interface PendingOverride {
  readonly decision: Decision | 'extend';
  /** Days of running by the new end, of an extension. */
  readonly days?: number;
  readonly by: string;
  /** Who voted for the same before and holds the role no more; left out if no person did. */
  readonly lapsed?: string;
  /** Null if the decision needs no reason. */
  readonly reason: string | null;
  readonly snapshotHash: string;
}

/** What people decide. */
export interface DecisionState {
  /** The decision in force; null before one, and after it is undone. */
  readonly record: DecisionRecord | null;
  /** The status in which it was decided, and to which an Undo leads back; left out if there is no record. */
  readonly decidedFrom?: Status;
  /** The version of the commit that holds the record; an Undo button names it. Left out if there is no record. */
  readonly decidedIn?: number;
  readonly pendingOverride: PendingOverride | null;
  /** When a decision was last undone, milliseconds since the Unix epoch; left out if none was. */
  readonly undoneAt?: number;
}
