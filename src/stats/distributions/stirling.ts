/** From this argument on, {@link stirlingRemainder} is exact to double precision. */
export const STIRLING_FROM = 10;

/** ln sqrt(2 pi). */
export const LN_SQRT_TWO_PI = 0.9189385332046727;

/**
 * ln Gamma(a) - [(a - 1/2) ln a - a + ln sqrt(2 pi)] for a >= {@link STIRLING_FROM}: what Stirling's
 * formula leaves out (NIST DLMF 5.11.1). Differences of log-gammas at large arguments are
 * taken between these remainders, because the log-gammas themselves have no digits to spare.
 */
export function stirlingRemainder(a: number): number {
  const r = 1 / (a * a);
  const tail = 1 / 1188 - (r * 691) / 360360;
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * tail)))) / a;
}

/**
 * ln(ratio) - (ratio - 1) with u = ratio - 1 given as well, so that neither a ratio near 1 nor
 * one near 0 loses digits. Always <= 0: the deviance of one cell, with its sign turned.
 */
export function logRatioMinus(ratio: number, u: number): number {
  if (Math.abs(u) > 0.4) return Math.log(ratio) - u;
  // ln(1 + u) = 2 artanh(r) with r = u / (2 + u); the linear terms combine to -u r.
  const r = u / (2 + u);
  const square = r * r;
  let power = 1;
  let sum = 0;
  for (let k = 3; power > 1e-18; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 2 * r * square * sum - u * r;
}

/** ln [x^a e^-x / Gamma(a + 1)] for a >= {@link STIRLING_FROM}, as deviance from the mean. */
export function logPoissonTerm(a: number, x: number): number {
  const deviance = a * logRatioMinus(x / a, (x - a) / a);
  return deviance - 0.5 * Math.log(a) - LN_SQRT_TWO_PI - stirlingRemainder(a);
}

/** ln [x^a y^b / B(a, b)] with x + y = 1, for a and b >= {@link STIRLING_FROM}, as deviance from the mean. */
export function logBetaTerm(x: number, y: number, a: number, b: number): number {
  const total = a + b;
  const gap = x * b - y * a;
  const deviance = a * logRatioMinus((x * total) / a, gap / a) + b * logRatioMinus((y * total) / b, -gap / b);
  const remainder = stirlingRemainder(total) - stirlingRemainder(a) - stirlingRemainder(b);
  return deviance + 0.5 * Math.log((a / total) * b) - LN_SQRT_TWO_PI + remainder;
}
