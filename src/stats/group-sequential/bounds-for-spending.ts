import type { Sided } from '#stats/power/error-rates.ts';
import { upperBound } from './crossing-bound.ts';
import { advance, START, type Stage } from './stage.ts';

/**
 * `t`: information fractions of the looks, rising from above 0. `spentPerSide`: error rate spent on one side up to each
 * look. `highest`: bounds beyond it are put at it.
 */
export type SpentErrors = {
  readonly t: readonly number[];
  readonly spentPerSide: readonly number[];
  readonly sided: Sided;
  readonly highest?: number;
};

/**
 * The bounds on Z (on |Z|, if two-sided) that spend just what is given, look by look. Two-sided bounds are symmetric and
 * never below 0. Source: Lan, DeMets 1983.
 */
export function boundsForSpending(input: SpentErrors): readonly number[] {
  const { t, spentPerSide, sided, highest = Number.POSITIVE_INFINITY } = input;
  const least = sided === 2 ? { least: 0 } : {};
  const bounds: number[] = [];
  let stage: Stage = START;
  for (const [look, fraction] of t.entries()) {
    const increment = (spentPerSide[look] ?? 0) - (spentPerSide[look - 1] ?? 0);
    const crossed = upperBound(stage, fraction, increment, least);
    const bound = Math.min(highest, sided === 2 ? Math.max(0, crossed) : crossed);
    bounds.push(bound);
    const next = t[look + 1];
    if (next === undefined) break;
    const upper = bound * Math.sqrt(fraction);
    const lower = sided === 2 ? -upper : Number.NEGATIVE_INFINITY;
    stage = advance(stage, fraction, { lower, upper }, next - fraction);
  }
  return bounds;
}
