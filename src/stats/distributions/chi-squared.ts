import { findRoot } from '#stats/numerics/find-root.ts';
import { gammaLogP, gammaLogQ, gammaRegularizedP, gammaRegularizedQ } from './gamma.ts';

/** From this many degrees of freedom on every quantile is `df` itself to double precision. */
const POINT_FROM = 1e36;
/** Below this ln x no double lies. */
const LEAST_LOG = -745;

/** P(X <= x) for chi-squared with `df` > 0 degrees of freedom (real-valued). */
export function chi2Cdf(x: number, df: number): number {
  return x <= 0 ? 0 : gammaRegularizedP(half(df), x / 2);
}

/** P(X > x) for chi-squared with `df` > 0 degrees of freedom, as a survival function. */
export function chi2Sf(x: number, df: number): number {
  return x <= 0 ? 1 : gammaRegularizedQ(half(df), x / 2);
}

/** ln P(X > x) for chi-squared with `df` > 0 degrees of freedom, for any finite `x`. */
export function chi2LogSf(x: number, df: number): number {
  return x <= 0 ? 0 : gammaLogQ(half(df), x / 2);
}

/**
 * The `x` with P(X > x) = `q`, q in [0, 1], `df` > 0, found on the logarithm of the smaller tail
 * against ln x; it lies below the bound of Laurent and Massart 2000. 0 if it is below 1e-323.
 */
export function chi2Isf(q: number, df: number): number {
  if (!(q >= 0 && q <= 1 && df > 0)) return Number.NaN;
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 1) return 0;
  if (df >= POINT_FROM) return df;
  const a = half(df);
  const target = q <= 0.5 ? Math.log(q) : Math.log1p(-q);
  const excess = (logX: number) =>
    q <= 0.5 ? target - gammaLogQ(a, Math.exp(logX)) : gammaLogP(a, Math.exp(logX)) - target;
  const high = Math.log(a + Math.sqrt(-2 * df * Math.log(q)) - Math.log(q)) + 1e-9;
  const logX = findRoot(excess, { low: LEAST_LOG, high, tolerance: 0 });
  return logX === undefined || logX <= LEAST_LOG + 1 ? 0 : 2 * Math.exp(logX);
}

/** The half of the least double would round to 0; degrees of freedom of 0 or less stay illegal: NaN. */
function half(df: number): number {
  return df > 0 ? Math.max(df / 2, Number.MIN_VALUE) : Number.NaN;
}
