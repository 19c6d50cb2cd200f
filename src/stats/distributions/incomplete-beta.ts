import { logGamma } from './gamma.ts';
import { LN_SQRT_TWO_PI, logBetaTerm, STIRLING_FROM, stirlingRemainder } from './stirling.ts';

/** ln B(a, b) for a, b > 0; never the difference of two large log-gammas. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const total = small + large;
  const common =
    stirlingRemainder(large) - stirlingRemainder(total) - (large - 0.5) * Math.log1p(small / large);
  if (small < STIRLING_FROM) return common + logGamma(small) + small - small * Math.log(total);
  const own = stirlingRemainder(small) + LN_SQRT_TWO_PI - 0.5 * Math.log(small);
  return common + own + small * Math.log(small / total);
}

/** ln [x^a y^b / B(a, b)], with x + y = 1; both are given because one may be too small to subtract. */
export function logBetaPower(x: number, y: number, a: number, b: number): number {
  if (Math.min(a, b) >= STIRLING_FROM) return logBetaTerm(x, y, a, b);
  const logX = x > 0.5 ? Math.log1p(-y) : Math.log(x);
  const logY = y > 0.5 ? Math.log1p(-x) : Math.log(y);
  return a * logX + b * logY - logBeta(a, b);
}

/** Whether x, with y = 1 - x, lies below the mean, so that {@link logLowerBeta} converges fast. */
export function isLowerSide(x: number, y: number, a: number, b: number): boolean {
  return b * x <= a * y;
}

/**
 * ln I_x(a, b) for {@link isLowerSide} arguments, finite wherever the logarithm is. The even part
 * of the continued fraction NIST DLMF 8.17.22 (Didonato and Morris 1992, algorithm BFRAC), whose
 * terms need y itself, so that x next to 1 costs nothing; about sqrt(max(a, b)) Lentz steps.
 */
export function logLowerBeta(x: number, y: number, a: number, b: number): number {
  const gap = a * y - b * x + 1;
  let c = (a / (a + 1)) * gap;
  let d = 0;
  let fraction = c;
  for (let n = 1; n < 1e6; n += 1) {
    const width = a + 2 * n - 1;
    const numerator = ((a + n - 1) / width) * ((a + b + n - 1) / width) * n * (b - n) * x * x;
    const term = n + (n * (b - n) * x) / width + ((a + n) / (width + 2)) * (gap + n * (2 - x));
    d = 1 / (term + numerator * d);
    c = term + numerator / c;
    const change = c * d;
    fraction *= change;
    if (!(Math.abs(change - 1) > 3e-16)) break;
  }
  return logBetaPower(x, y, a, b) - Math.log(fraction);
}
