import type { DecisionRecord } from '#domain/decision/state.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { ShipmentStep } from '#domain/shipping/shipment-step.ts';

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
