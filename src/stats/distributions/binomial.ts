import { betaCdf, betaSf } from './beta.ts';

/** P(X <= k) for Binomial(n, p); n a whole number >= 0, p in [0, 1]; k is rounded down. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return betaSf(p, whole + 1, n - whole);
}

/** P(X > k) for Binomial(n, p); n a whole number >= 0, p in [0, 1]; k is rounded down. */
export function binomialSf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 1;
  if (whole >= n) return 0;
  return betaCdf(p, whole + 1, n - whole);
}
