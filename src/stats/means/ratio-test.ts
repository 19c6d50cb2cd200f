import { type DeltaLift, deltaLift, type RelativeEffect } from '#stats/lift/delta-lift.ts';
import { type BivariateMoments, checkBivariate, residualM2 } from '#stats/moments/bivariate-moments.ts';
import { type Moments, meanVariance } from '#stats/moments/moments.ts';
import { type Alternative, type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { welchTest } from './welch-test.ts';

/** Arms with the numerator as first and the denominator as second value of each unit; `alpha` in (0, 1). */
export type RatioInput = {
  readonly control: BivariateMoments;
  readonly treatment: BivariateMoments;
  readonly alpha: number;
};

/** Ratios, effect and errors are in numerator per denominator; `relative` is null when control's ratio is 0. */
export type RatioTest = {
  readonly kind: 'ok';
  readonly method: 'ratio-delta';
  readonly alpha: number;
  readonly alternative: Alternative;
  readonly n: number;
  readonly controlRatio: number;
  readonly treatmentRatio: number;
  readonly controlStandardError: number;
  readonly treatmentStandardError: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
  readonly relative: RelativeEffect | null;
};

/**
 * A ratio metric as moments of one value per unit, (numerator - R denominator) / mean denominator
 * around the arm's ratio R: every test of a mean then applies. Units with a denominator of 0
 * stay counted. Refuses `insufficient_sample` (no units), `zero_denominator`, `invalid_input`.
 * Source: Deng, Knoblich, Lu 2018.
 */
export function lineariseRatio(arm: BivariateMoments): Moments | StatsRefusal {
  const problem = checkBivariate(arm);
  if (problem !== undefined) return problem;
  if (arm.n < 2) return refuse('insufficient_sample', 'an arm has fewer than 2 units');
  if (arm.secondMean === 0) return refuse('zero_denominator', 'the denominator adds up to 0 in an arm');
  const mean = arm.firstMean / arm.secondMean;
  const m2 = residualM2(arm, mean) / arm.secondMean / arm.secondMean;
  if (![mean, m2].every(Number.isFinite)) return refuse('invalid_input', 'the denominator is too close to 0');
  return { n: arm.n, mean, m2 };
}

/**
 * Delta-method test of a difference of ratios of sums, the unit staying the unit of randomisation.
 * Refuses what {@link lineariseRatio} and the Welch test refuse. Source: Deng, Knoblich, Lu 2018.
 */
export function ratioTest(input: RatioInput): RatioTest | StatsRefusal {
  const { alpha } = input;
  const control = lineariseRatio(input.control);
  if ('kind' in control) return control;
  const treatment = lineariseRatio(input.treatment);
  if ('kind' in treatment) return treatment;
  const welch = welchTest({ control, treatment, alpha });
  if (welch.kind === 'refused') return welch;
  const relative = deltaLift({ control, treatment, alpha });
  return {
    ...welch,
    method: 'ratio-delta',
    controlRatio: control.mean,
    treatmentRatio: treatment.mean,
    controlStandardError: Math.sqrt(meanVariance(control)),
    treatmentStandardError: Math.sqrt(meanVariance(treatment)),
    relative: relative.kind === 'refused' ? null : relativeEffect(relative),
  };
}

function relativeEffect({ lift, standardError, confidenceInterval }: DeltaLift): RelativeEffect {
  return { lift, standardError, confidenceInterval };
}
