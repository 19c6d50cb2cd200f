import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';

/** ln Gamma(x) for x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** P(a, x): the lower regularised incomplete gamma function, a > 0, x >= 0. */
export function gammaRegularizedP(a: number, x: number): number {
  return gammainc(x, a, true, false);
}

/** Q(a, x): the upper regularised incomplete gamma function, a > 0, x >= 0. */
export function gammaRegularizedQ(a: number, x: number): number {
  return gammainc(x, a, true, true);
}
