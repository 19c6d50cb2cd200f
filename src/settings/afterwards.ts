import type { Afterwards } from '#domain/plan.ts';

/** What a team decides of the time after the looks. */
export interface AfterwardsSettings {
  /** Days until a decision that waits expires; 0: never. */
  readonly decideWithinDays: number;
  /** Days until a decision on a change that is proven worse expires; 0: as any other. Versions that lack it have the default. */
  readonly harmWithinDays?: number;
  /** From which relative fall of the goal on auto takes a change back although nothing is proven; above 0, at most 1. */
  readonly autoRegressionLimit: number;
  /** Shares of all units that a shipped change gets, ascending, each for so many days, before it gets all; empty: all at once. */
  readonly steps: readonly { readonly share: number; readonly days: number }[];
  /** The share of all units that keeps the control for so many weeks after a shipment; null: none. */
  readonly holdback: { readonly share: number; readonly weeks: number } | null;
  /** Whether the thread gets the full record as a document at the end. */
  readonly record: boolean;
  /** Whether an issue in the repository hands the rollout of a shipped change over; versions that lack it want none. */
  readonly handoff?: boolean;
}

/** What holds if the settings say nothing of it. */
export const AFTERWARDS: AfterwardsSettings = {
  decideWithinDays: 14,
  harmWithinDays: 3,
  autoRegressionLimit: 0.1,
  steps: [],
  holdback: null,
  record: true,
  handoff: false,
};

/** What a plan registers of it. */
export function plannedAfterwards({
  decideWithinDays,
  harmWithinDays = AFTERWARDS.harmWithinDays ?? 0,
  steps,
  holdback,
  record,
  handoff,
}: AfterwardsSettings): {
  readonly afterwards?: Afterwards;
} {
  const afterwards = {
    ...(decideWithinDays === 0 ? {} : { decideWithinDays }),
    ...(harmWithinDays === 0 ? {} : { harmWithinDays }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(holdback === null ? {} : { holdback }),
    ...(record ? { record: 'at-end' as const } : {}),
    ...(handoff === true ? { handoff } : {}),
  };
  return Object.keys(afterwards).length === 0 ? {} : { afterwards };
}
