/** A share of all units that a shipped change gets for so many days while its guardrails are watched. */
export interface ShipmentStep {
  /** Above 0, below 1. */
  readonly share: number;
  readonly days: number;
  /** The rest is kept on the control on purpose, to see what the change does in the long run. */
  readonly holdback?: true;
}
