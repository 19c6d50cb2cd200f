import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import erfcx from '@stdlib/math-base-special-erfcx';

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal at `x`. */
export function normalPdf(x: number): number {
  return Math.exp(-0.5 * x * x) / SQRT_TWO_PI;
}

/** P(Z <= x); keeps full relative accuracy in the lower tail, down to about x = -38. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/** P(Z > x), as a survival function: no `1 - cdf`, so it does not vanish beyond 8 sigma. */
export function normalSf(x: number): number {
  return 0.5 * erfc(x * Math.SQRT1_2);
}

/** ln P(Z > x) for any finite `x`; the only form that still orders p-values beyond 38 sigma. */
export function normalLogSf(x: number): number {
  if (x < 1) return Math.log1p(-normalSf(-x));
  return -0.5 * x * x + Math.log(0.5 * erfcx(x * Math.SQRT1_2));
}

/** The `x` with P(Z <= x) = `p`, for p in [0, 1]; infinite at the ends. */
export function normalQuantile(p: number): number {
  return -normalIsf(p);
}

/** The `x` with P(Z > x) = `q`, for q in [0, 1]; exact for q down to the smallest doubles. */
export function normalIsf(q: number): number {
  return Math.SQRT2 * erfcinv(2 * q);
}
