import { checkArm, type Moments, meanVariance } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** treatment mean - weight x control mean, with its standard error and Satterthwaite's degrees of freedom. */
export type MeanContrast = {
  readonly kind: 'contrast';
  readonly estimate: number;
  readonly standardError: number;
  readonly df: number;
  /** estimate / standardError. */
  readonly statistic: number;
};

/**
 * The contrast behind tests against a margin: `weight` 1 gives the difference, 1 - m the
 * distance from a control mean lowered by the share m, without dividing by anything.
 * Refuses `insufficient_sample` (an arm below 2 units), `zero_variance` (both arms constant),
 * `invalid_input`. Source: Welch 1947.
 */
export function meanContrast(control: Moments, treatment: Moments, weight = 1): MeanContrast | StatsRefusal {
  const problem = checkArm(control) ?? checkArm(treatment);
  if (problem !== undefined) return problem;
  const fromControl = weight * weight * meanVariance(control);
  const fromTreatment = meanVariance(treatment);
  const variance = fromControl + fromTreatment;
  const estimate = treatment.mean - weight * control.mean;
  if (!Number.isFinite(variance) || !Number.isFinite(estimate)) {
    return refuse('invalid_input', 'the figures are too large to compare');
  }
  if (variance === 0) return refuse('zero_variance', 'both arms are constant');
  // Shares of the variance, so that squares of tiny or huge variances cannot under- or overflow.
  const share = fromControl / variance;
  const df = 1 / (share ** 2 / (control.n - 1) + (1 - share) ** 2 / (treatment.n - 1));
  const standardError = Math.sqrt(variance);
  const statistic = estimate / standardError;
  if (!Number.isFinite(statistic))
    return refuse('invalid_input', 'the figures are too large to compute with');
  return { kind: 'contrast', estimate, standardError, df, statistic };
}
