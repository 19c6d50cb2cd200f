import { checkArm, type Moments, meanVariance } from '#stats/moments/moments.ts';
import {
  type Alternative,
  type ConfidenceInterval,
  isRate,
  refuse,
  type StatsRefusal,
} from '#stats/outcome.ts';
import { normalInterval, normalPValues } from '#stats/proportions/normal-statistic.ts';

/** Both arms within one stratum. */
export type Stratum = { readonly control: Moments; readonly treatment: Moments };

/**
 * `alpha` in (0, 1). `shares` says whether the strata's shares are `fixed` (default) or
 * themselves a random draw, which adds the spread of the effect between strata.
 */
export type PostStratificationInput = {
  readonly strata: readonly Stratum[];
  readonly alpha: number;
  readonly alternative?: Alternative;
  readonly shares?: 'fixed' | 'random';
};

/** The effect weighted by pooled stratum shares, in metric units. */
export type PostStratified = {
  readonly kind: 'ok';
  readonly method: 'post-stratification';
  readonly alpha: number;
  readonly alternative: Alternative;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Normal test of the stratum-weighted difference. Refuses `insufficient_sample` (no stratum, or
 * one with fewer than 2 units in an arm: merge it with another first), `zero_variance`,
 * `invalid_input`. Source: Miratrix, Sekhon, Yu 2013.
 */
export function postStratifiedTest(input: PostStratificationInput): PostStratified | StatsRefusal {
  const { strata, alpha, alternative = 'two-sided', shares = 'fixed' } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (strata.length === 0) return refuse('insufficient_sample', 'there is no stratum');
  for (const { control, treatment } of strata) {
    const problem = checkArm(control) ?? checkArm(treatment);
    if (problem !== undefined) return problem;
  }
  const n = strata.reduce((sum, { control, treatment }) => sum + control.n + treatment.n, 0);
  const cells = strata.map(({ control, treatment }) => ({
    share: (control.n + treatment.n) / n,
    effect: treatment.mean - control.mean,
    variance: meanVariance(control) + meanVariance(treatment),
  }));
  const absoluteEffect = cells.reduce((sum, cell) => sum + cell.share * cell.effect, 0);
  const within = cells.reduce((sum, cell) => sum + cell.share ** 2 * cell.variance, 0);
  const between = cells.reduce((sum, cell) => sum + cell.share * (cell.effect - absoluteEffect) ** 2, 0);
  const standardError = Math.sqrt(shares === 'random' ? within + between / n : within);
  if (standardError === 0) return refuse('zero_variance', 'every stratum is constant in both arms');
  const statistic = absoluteEffect / standardError;
  const confidenceInterval = normalInterval(absoluteEffect, standardError, alpha, alternative);
  if (!Number.isFinite(statistic) || Number.isNaN(confidenceInterval.lower + confidenceInterval.upper)) {
    return refuse('invalid_input', 'the figures are too large to compare');
  }
  return {
    kind: 'ok',
    method: 'post-stratification',
    alpha,
    alternative,
    n,
    absoluteEffect,
    standardError,
    statistic,
    ...normalPValues(statistic, alternative),
    confidenceInterval,
  };
}
