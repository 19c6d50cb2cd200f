import { logGamma } from './distributions.ts';

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * What Stirling's formula leaves out: ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi)/2), x > 0.
 * Differences of ln Gamma at large arguments lose all their digits; written with this
 * remainder the large parts cancel on paper. Series of Abramowitz, Stegun 6.1.41 from 10 on.
 */
export function stirlingRemainder(x: number): number {
  if (x < 10) return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
  const r = 1 / (x * x);
  const series =
    1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360)))));
  return series / x;
}
