import { type Refusal, unless } from '#domain/refusal.ts';

/** How soon an idea is worth planning: RICE without the impact, which the experiment is to find out. */
export interface Priority {
  /** People who would meet the change in a quarter. */
  readonly reach: number;
  /** How sure the team is that the change helps, above 0 and at most 1. */
  readonly confidence: number;
  /** Weeks of work of one person, to build and to clean up. */
  readonly effort: number;
}

/** What may be typed for each part. */
export const PRIORITY_BOUNDS = {
  reach: { least: 1, most: 10_000_000_000 },
  confidence: { least: 0.01, most: 1 },
  effort: { least: 0.1, most: 520 },
} as const satisfies Record<keyof Priority, { readonly least: number; readonly most: number }>;

/** The score by which ideas are listed, highest first: reach × confidence ÷ effort. Above 0. */
export function scoreOf({ reach, confidence, effort }: Priority): number {
  return (reach * confidence) / effort;
}

/** Whether a number lies within what may be typed for a part. */
export function isWithinBounds(part: keyof Priority, value: number): boolean {
  const { least, most } = PRIORITY_BOUNDS[part];
  return value >= least && value <= most;
}

/** Every part of a priority lies within its bounds. */
export function isSensiblePriority(priority: Priority | null | undefined): Refusal | null {
  return unless(
    priority == null ||
      (isWithinBounds('reach', priority.reach) &&
        isWithinBounds('confidence', priority.confidence) &&
        isWithinBounds('effort', priority.effort)),
    'policy',
    'This priority is out of bounds. Reach is 1 or more people in a quarter, confidence 1 to 100 %, effort 0.1 to 520 weeks.',
  );
}
