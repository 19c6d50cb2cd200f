import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import { logGamma } from './gamma.ts';

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** P(X <= x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 0 or 1. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return betainc(x, a, b, true, false);
}

/** P(X > x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 1 or 0. */
export function betaSf(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  return betainc(x, a, b, true, true);
}

/** The `x` with P(X <= x) = `p` for Beta(a, b), p in [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaincinv(p, a, b);
}
