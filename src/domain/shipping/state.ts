import type { DecisionRecord } from '#domain/decision/state.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** A share of all units that a shipped change gets for so many days while its guardrails are watched. */
export interface ShipmentStep {
  /** Above 0, below 1. */
  readonly share: number;
  readonly days: number;
  /** The rest is kept on the control on purpose, to see what the change does in the long run. */
  readonly holdback?: true;
}

/** A shipment that reaches all units step by step; left out if the change went to all at once. */
export interface ShippingState {
  /** The treatment that is shipped. */
  readonly variant: string;
  readonly steps: readonly ShipmentStep[];
  /** The step that holds, from 0; as many as there are steps once all units have the change. */
  readonly step: number;
  /** When it began, milliseconds since the Unix epoch. */
  readonly since: number;
  /** The newest reading of the guardrails; null before the first. */
  readonly reading: AnalysisSnapshot | null;
  /** The thread knows that this step lasts longer, because its data are not sound. */
  readonly heldTold?: true;
  /** The decision that proven harm took back; left out if none was. */
  readonly takenBack?: DecisionRecord;
}
