import type { Afterwards } from '#domain/plan.ts';

/** What a team decides of the time after the looks. */
export interface AfterwardsSettings {
  /** Days until a decision that waits expires; 0: never. */
  readonly decideWithinDays: number;
  /** From which relative fall of the goal on auto takes a change back although nothing is proven; above 0, at most 1. */
  readonly autoRegressionLimit: number;
}

/** What holds if the settings say nothing of it. */
export const AFTERWARDS: AfterwardsSettings = { decideWithinDays: 14, autoRegressionLimit: 0.1 };

/** What a plan registers of it. */
export function plannedAfterwards({ decideWithinDays }: AfterwardsSettings): {
  readonly afterwards?: Afterwards;
} {
  return decideWithinDays === 0 ? {} : { afterwards: { decideWithinDays } };
}
