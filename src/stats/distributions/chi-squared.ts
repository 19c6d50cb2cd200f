import {
  gammaLogP,
  gammaLogQ,
  gammaRegularizedP,
  gammaRegularizedQ,
  logGamma,
  logGammaTerm,
} from './gamma.ts';
import { normalIsf } from './normal.ts';

/** P(X <= x) for chi-squared with `df` > 0 degrees of freedom (real-valued). */
export function chi2Cdf(x: number, df: number): number {
  return x <= 0 ? 0 : gammaRegularizedP(df / 2, x / 2);
}

/** P(X > x) for chi-squared with `df` > 0 degrees of freedom, as a survival function. */
export function chi2Sf(x: number, df: number): number {
  return x <= 0 ? 1 : gammaRegularizedQ(df / 2, x / 2);
}

/** ln P(X > x) for chi-squared with `df` > 0 degrees of freedom, for any finite `x`. */
export function chi2LogSf(x: number, df: number): number {
  return x <= 0 ? 0 : gammaLogQ(df / 2, x / 2);
}

/**
 * The `x` with P(X > x) = `q`, q in [0, 1]. Newton on the logarithm of the smaller tail against
 * ln x, in which both are concave, so that after one step the approach is monotone.
 */
export function chi2Isf(q: number, df: number): number {
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 1) return 0;
  const a = df / 2;
  const upper = q <= 0.5;
  const target = upper ? Math.log(q) : Math.log1p(-q);
  let logX = Math.log(start(q, df) / 2);
  for (let step = 0; step < 100; step += 1) {
    const x = Math.exp(logX);
    if (x === 0) return 0;
    const value = upper ? gammaLogQ(a, x) : gammaLogP(a, x);
    const change = (value - target) * Math.exp(value - logGammaTerm(a, x));
    logX += upper ? change : -change;
    if (Math.abs(change) < 1e-15) break;
  }
  return 2 * Math.exp(logX);
}

/** Wilson and Hilferty's cube, or the power law of the lower tail where that fails. */
function start(q: number, df: number): number {
  const spread = 2 / (9 * df);
  const cube = (1 - spread + normalIsf(q) * Math.sqrt(spread)) ** 3;
  if (cube > 0.01) return df * cube;
  const a = df / 2;
  return Math.max(1e-300, 2 * Math.exp((Math.log1p(-q) + logGamma(a + 1)) / a));
}
