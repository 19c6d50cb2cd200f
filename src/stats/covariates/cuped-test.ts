import type { RelativeEffect } from '#stats/lift/delta-lift.ts';
import { answerByT } from '#stats/means/answer-by-t.ts';
import { type WelchTest, welchTest } from '#stats/means/welch-test.ts';
import { type BivariateMoments, checkBivariate, firstMoments } from '#stats/moments/bivariate-moments.ts';
import { type Moments, meanVariance, NO_UNITS } from '#stats/moments/moments.ts';
import type { ConfidenceInterval, StatsRefusal } from '#stats/outcome.ts';
import { cupedAdjustment } from './cuped-adjustment.ts';

/**
 * Arms with the metric as first and the covariate, measured before exposure, as second value
 * of each unit; `alpha` in (0, 1). `theta` says where the coefficient comes from: `within` the
 * arms (default; free of the effect itself) or from the `total` of all units.
 */
export type CupedInput = {
  readonly control: BivariateMoments;
  readonly treatment: BivariateMoments;
  readonly alpha: number;
  readonly theta?: 'within' | 'total';
};

/** Adjusted means are centred at the covariate's mean over all units; `varianceReduction` <= 1 is a share. */
export type CupedTest = {
  readonly kind: 'ok';
  readonly method: 'cuped-welch-t';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly n: number;
  readonly theta: number;
  readonly controlAdjusted: Moments;
  readonly treatmentAdjusted: Moments;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
  readonly unadjustedEffect: number;
  readonly unadjustedStandardError: number;
  readonly varianceReduction: number;
  /** Over the unadjusted control mean; null when that is 0. */
  readonly relative: RelativeEffect | null;
};

/**
 * Welch's test after removing what a pre-exposure covariate explains. A constant covariate
 * gives theta 0 and the plain result. Refuses `insufficient_sample`, `zero_variance` (also when
 * the covariate explains everything), `invalid_input`. Source: Deng, Xu, Kohavi, Walker 2013.
 */
export function cupedTest(input: CupedInput): CupedTest | StatsRefusal {
  const { control, treatment, alpha } = input;
  const problem = checkBivariate(control) ?? checkBivariate(treatment);
  if (problem !== undefined) return problem;
  const plain = welchTest({ control: firstMoments(control), treatment: firstMoments(treatment), alpha });
  if (plain.kind === 'refused') return plain;
  const { theta, arms } = cupedAdjustment([control, treatment], input.theta);
  const [controlAdjusted = NO_UNITS, treatmentAdjusted = NO_UNITS] = arms;
  const adjusted = welchTest({ control: controlAdjusted, treatment: treatmentAdjusted, alpha });
  if (adjusted.kind === 'refused') return adjusted;
  return {
    ...adjusted,
    method: 'cuped-welch-t',
    alternative: 'two-sided',
    theta,
    controlAdjusted,
    treatmentAdjusted,
    unadjustedEffect: plain.absoluteEffect,
    unadjustedStandardError: plain.standardError,
    varianceReduction: 1 - (adjusted.standardError / plain.standardError) ** 2,
    relative: relativeEffect(input, theta, treatmentAdjusted, adjusted),
  };
}

/** The adjusted difference over the unadjusted control mean, by the delta method; both share the control arm. */
function relativeEffect(
  { control, treatment, alpha }: CupedInput,
  theta: number,
  treatmentAdjusted: Moments,
  adjusted: WelchTest,
): RelativeEffect | null {
  const base = control.firstMean;
  const ratio = treatment.firstMean / base;
  const own = control.firstM2 * ratio * ratio;
  const cross = 2 * theta * ratio * control.crossM2;
  const controlM2 = Math.max(0, own - cross + theta * theta * control.secondM2);
  const variance = meanVariance(treatmentAdjusted) + meanVariance({ n: control.n, mean: 0, m2: controlM2 });
  const standardError = Math.sqrt(variance) / Math.abs(base);
  const lift = adjusted.absoluteEffect / Math.abs(base);
  const { df } = adjusted;
  const answer = answerByT({
    estimate: lift,
    standardError,
    df,
    alpha,
    alternative: 'two-sided',
    nullValue: 0,
  });
  return answer.kind === 'ok' ? { lift, standardError, confidenceInterval: answer.confidenceInterval } : null;
}
