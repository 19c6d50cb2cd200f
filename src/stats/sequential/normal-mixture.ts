import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `variance`: intrinsic time (sum of variances so far); `tunedVariance`: the time at which the boundary is tightest. */
export type NormalMixtureInput = {
  readonly variance: number;
  readonly tunedVariance: number;
  readonly alpha: number;
};

/** `boundary` on the absolute sum of deviations at this intrinsic time. */
export type NormalMixture = {
  readonly kind: 'ok';
  readonly method: 'normal-mixture';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly rho: number;
  readonly boundary: number;
};

/**
 * The two-sided normal-mixture boundary on a sum of deviations, crossed with chance <= alpha
 * at any time. Refuses `invalid_input`: times not finite, `variance` < 0, `tunedVariance`
 * not > 0, their ratio beyond 1e308, alpha outside 0..1. Source: Howard, Ramdas, McAuliffe, Sekhon 2021, eq. 14.
 */
export function normalMixture(input: NormalMixtureInput): NormalMixture | StatsRefusal {
  const { variance, tunedVariance, alpha } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (
    !(variance >= 0 && Number.isFinite(variance)) ||
    !(tunedVariance > 0 && Number.isFinite(tunedVariance))
  ) {
    return refuse('invalid_input', 'the variances must be finite and positive');
  }
  const evidence = -2 * Math.log(alpha);
  const rho = tunedVariance / (evidence + Math.log1p(evidence));
  const boundary = Math.sqrt((variance + rho) * (Math.log1p(variance / rho) + evidence));
  if (!(rho > 0 && Number.isFinite(boundary))) {
    return refuse('invalid_input', 'the variances are out of all proportion');
  }
  return { kind: 'ok', method: 'normal-mixture', alpha, alternative: 'two-sided', rho, boundary };
}
