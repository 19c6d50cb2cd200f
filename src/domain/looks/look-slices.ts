import type { DayOfUnits, LookSegment } from '#stats/engine/details.ts';

/** The data of a look by parts of its units. No rule reads them. */
export interface LookSlices {
  /** By the dimensions that the plan registers. */
  readonly segments: readonly LookSegment[];
  /** By the day on which units entered; those days alone whose units have had all their time. */
  readonly days: readonly DayOfUnits[];
}

/** A look that was read as a whole alone. */
export const NO_SLICES: LookSlices = { segments: [], days: [] };
