import type { SizingInput } from '#domain/design/sizing-input.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { mdeForMeans, mdeForProportions } from '#stats/power/minimum-detectable-effect.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';

/** Control units that the weakest comparison of the goal needs at one look, and how they were computed. */
export interface GoalSize {
  readonly controlUnits: number;
  readonly method: string;
}

/** The level that Holm leaves the first of all comparisons in the worst case: Bonferroni over treatments and goals. */
export function alphaPerComparison({
  alpha,
  split,
  goals = 1,
}: Pick<SizingInput, 'alpha' | 'split' | 'goals'>): number {
  return alpha / Math.max(1, (split.length - 1) * goals);
}

/** Treatment units per control unit in the weakest comparison: the smallest treatment's. */
export function weakestRatio([control = 1, ...treatments]: readonly number[]): number {
  return Math.min(...treatments) / control;
}

/**
 * The fixed size of the goal's weakest comparison at the shares of the split: unpooled z for rates, noncentral t for means.
 * Refuses with the coded reason of the statistics if the baseline allows no size.
 */
export function goalSize(input: SizingInput): Result<GoalSize, StatsRefusal> {
  const { goal, baseline, smallestLift, power } = input;
  const rates = { alpha: alphaPerComparison(input), power, ratio: weakestRatio(input.split) };
  if (goal.desiredDirection === 'decrease' && smallestLift >= 1) {
    return refused(refuse('invalid_input', 'a metric cannot fall by all of its level or more'));
  }
  if (baseline.mean === 0) {
    return refused(refuse('zero_baseline', 'the goal metric is 0 before the experiment'));
  }
  const isRate = isPlainRate(input);
  // Past 0 or 100 % this is refused: sized for the other direction, it could not ship whatever happens.
  const size = isRate
    ? sampleSizeForProportions({ ...rates, ...ratesOf(input) })
    : sampleSizeForMeans({ ...rates, standardizedEffect: standardizedLift(input) });
  if (size.kind === 'refused') return refused(size);
  const method = isRate ? 'two proportions, unpooled z' : 'two means, noncentral t';
  return ok({ controlUnits: size.controlUnits, method });
}

/** The chance, 0..1, that one look with so many control units does not prove the goal's lift in the weakest comparison. */
export function goalMissed(input: SizingInput, controlUnits: number): number {
  const treatmentUnits = controlUnits * weakestRatio(input.split);
  const look = { controlUnits, treatmentUnits, alpha: alphaPerComparison(input) };
  const found = isPlainRate(input)
    ? powerForProportions({ ...look, ...ratesOf(input) })
    : powerForMeans({ ...look, standardizedEffect: standardizedLift(input) });
  return found.kind === 'ok' ? 1 - found.power : 1;
}

/** The smallest lift, relative, that one look with so many control units proves with the power asked for; null if none is. */
export function detectableLift(input: SizingInput, controlUnits: number): number | null {
  const { baseline, power } = input;
  const arms = { controlUnits, treatmentUnits: controlUnits * weakestRatio(input.split) };
  const look = { ...arms, alpha: alphaPerComparison(input), power };
  if (isPlainRate(input)) {
    const { mean: controlRate } = baseline;
    const found = mdeForProportions({ ...look, controlRate, direction: input.goal.desiredDirection });
    return found.kind === 'ok' && found.relative !== null ? Math.abs(found.relative) : null;
  }
  // Values that grow spread more, and how much depends on the lift itself: a few rounds settle both.
  let lift = 0;
  for (let round = 0; round < 20; round += 1) {
    const variance = commonVariance({ ...input, smallestLift: lift });
    const found = mdeForMeans({ ...look, mean: baseline.mean, variance });
    if (found.kind === 'refused' || found.relative === null || !(found.relative < 5)) return null;
    lift = found.relative;
  }
  return lift;
}

/** What a covariate explains is not in the variance, and the rate alone would not know it. */
function isPlainRate({ goal }: SizingInput): boolean {
  return goal.kind === 'proportion' && goal.covariateDays === undefined;
}

function ratesOf({ goal, baseline: { mean }, smallestLift }: SizingInput) {
  const sign = goal.desiredDirection === 'increase' ? 1 : -1;
  return { controlRate: mean, treatmentRate: mean * (1 + sign * smallestLift) };
}

function standardizedLift(input: SizingInput): number {
  return (Math.abs(input.baseline.mean) * input.smallestLift) / Math.sqrt(commonVariance(input));
}

/** As if both arms had the variance that gives the difference its standard error. */
function commonVariance(input: SizingInput): number {
  const ratio = weakestRatio(input.split);
  return input.baseline.variance * ((1 + varianceGrowth(input) / ratio) / (1 + 1 / ratio));
}

/**
 * The variance of the treatment by that of the control, if the lift is as sized: values that grow by a factor spread by its
 * square. A fall is not counted on to make them more precise.
 */
function varianceGrowth({ goal, smallestLift }: SizingInput): number {
  return goal.desiredDirection === 'increase' && goal.kind !== 'proportion' ? (1 + smallestLift) ** 2 : 1;
}
