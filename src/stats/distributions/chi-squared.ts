import gammaincinv from '@stdlib/math-base-special-gammaincinv';
import { gammaRegularizedP, gammaRegularizedQ } from './gamma.ts';

/** P(X <= x) for chi-squared with `df` > 0 degrees of freedom (real-valued). */
export function chi2Cdf(x: number, df: number): number {
  return x <= 0 ? 0 : gammaRegularizedP(df / 2, x / 2);
}

/** P(X > x) for chi-squared with `df` > 0 degrees of freedom. */
export function chi2Sf(x: number, df: number): number {
  return x <= 0 ? 1 : gammaRegularizedQ(df / 2, x / 2);
}

/** ln P(X > x) for chi-squared with `df` > 0 degrees of freedom. */
export function chi2LogSf(x: number, df: number): number {
  return Math.log(chi2Sf(x, df));
}

/** The `x` with P(X > x) = `q`, q in [0, 1]. */
export function chi2Isf(q: number, df: number): number {
  return 2 * gammaincinv(q, df / 2, true);
}
