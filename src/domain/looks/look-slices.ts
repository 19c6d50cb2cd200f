import type { DayOfUnits, LookSegment, OtherExperiment } from '#stats/engine/details.ts';

/** The data of a look by parts of its units. A rule reads of them what the segments prove at the registered end. */
export interface LookSlices {
  /** By the dimensions that the plan registers. */
  readonly segments: readonly LookSegment[];
  /** By the day on which units entered; those days alone whose units have had all their time. */
  readonly days: readonly DayOfUnits[];
  /** By the variants of the experiments that run at the same time. */
  readonly others: readonly OtherExperiment[];
}

/** A look that was read as a whole alone. */
export const NO_SLICES: LookSlices = { segments: [], days: [], others: [] };
