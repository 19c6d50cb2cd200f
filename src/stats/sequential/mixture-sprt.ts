import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { sequenceCritical, sequenceLogEvidence, sequenceLogP } from './sequence-boundary.ts';

/** `variance` is that of the estimate (its squared standard error), `mixingVariance` tau^2 of the effect. */
export type MixtureSprtInput = {
  readonly estimate: number;
  readonly variance: number;
  readonly mixingVariance: number;
  readonly alpha: number;
};

/** Log likelihood ratio of the mixture against no effect, the p-value it bounds, and the half-width. */
export type MixtureSprt = {
  readonly kind: 'ok';
  readonly method: 'mixture-sprt';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly logLikelihoodRatio: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly halfWidth: number;
};

/**
 * The mixture sequential probability ratio test with a normal mixture N(0, tau^2). Valid at
 * every look for a tau fixed in advance; over looks take the smallest p so far.
 * Refuses `zero_variance`, `invalid_input` (figures not finite, tau^2 not > 0, alpha outside
 * 0..1). Source: Johari, Koomen, Pekelis, Walsh 2022.
 */
export function mixtureSprt(input: MixtureSprtInput): MixtureSprt | StatsRefusal {
  const { estimate, variance, mixingVariance, alpha } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (!Number.isFinite(estimate) || !(variance >= 0) || !Number.isFinite(variance)) {
    return refuse('invalid_input', 'estimate and variance must be finite, the variance not negative');
  }
  if (!(mixingVariance > 0 && Number.isFinite(mixingVariance))) {
    return refuse('invalid_input', 'the mixing variance must be positive');
  }
  if (variance === 0) return refuse('zero_variance', 'the variance of the estimate is 0');
  const k = mixingVariance / variance;
  if (!(k > 0 && Number.isFinite(k)))
    return refuse('invalid_input', 'the variances are out of all proportion');
  const standardError = Math.sqrt(variance);
  const statistic = estimate / standardError;
  const logPValue = sequenceLogP(k, statistic);
  return {
    kind: 'ok',
    method: 'mixture-sprt',
    alpha,
    alternative: 'two-sided',
    logLikelihoodRatio: sequenceLogEvidence(k, statistic),
    pValue: Math.exp(logPValue),
    logPValue,
    halfWidth: standardError * sequenceCritical(k, alpha),
  };
}
