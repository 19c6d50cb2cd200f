import { betaCdf, betaSf, logBeta } from '#stats/distributions.ts';

/**
 * A Beta(a, b) distribution seen on the logit scale y = ln(x / (1 - x)), on which its density, its
 * distribution function and its survival function are all log-concave: what quadrature needs.
 * All answers are natural logarithms.
 */
export interface LogitBeta {
  readonly centre: number;
  readonly spread: number;
  logDensity(y: number): number;
  logCdf(y: number): number;
  logSf(y: number): number;
}

/** Beyond this the rate is not representable; the leading term of the tail is exact. */
const FAR = 600;

/** Builds the view; `a` and `b` > 0. The density is exact up to the accuracy of ln B(a, b). */
export function logitBeta(a: number, b: number): LogitBeta {
  const constant = logBeta(a, b);
  return {
    centre: Math.log(a) - Math.log(b),
    spread: Math.sqrt(1 / a + 1 / b),
    logDensity: (y) => -a * softplus(-y) - b * softplus(y) - constant,
    logCdf: (y) => (y < -FAR ? a * y - Math.log(a) - constant : Math.log(betaCdf(logistic(y), a, b))),
    logSf: (y) => (y > FAR ? -b * y - Math.log(b) - constant : logSurvival(y, a, b)),
  };
}

/** Above 1/2 the rate rounds to 1, so the survival is taken as the mirrored distribution function. */
function logSurvival(y: number, a: number, b: number): number {
  return Math.log(y > 0 ? betaCdf(logistic(-y), b, a) : betaSf(logistic(y), a, b));
}

/** ln(1 + e^y) without overflow. */
export function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
}

function logistic(y: number): number {
  return y < 0 ? Math.exp(y) / (1 + Math.exp(y)) : 1 / (1 + Math.exp(-y));
}

/** Ascending points that enclose everything that matters of several distributions together. */
export function hintsFor(views: readonly LogitBeta[]): readonly number[] {
  const steps = [-700, -60, -20, -8, -4, -2, -1, 0, 1, 2, 4, 8, 20, 60, 700];
  const points = views.flatMap((view) => steps.map((step) => view.centre + step * view.spread));
  return points.toSorted((first, second) => first - second);
}
