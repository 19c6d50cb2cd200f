import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import { findRoot } from '#stats/numerics/find-root.ts';
import { isLowerSide, logBeta, logLowerBeta } from './incomplete-beta.ts';
import { isLargeBeta, logLargeBeta } from './large-beta.ts';

export { logBeta } from './incomplete-beta.ts';

/** Above this a + b @stdlib's power terms lose digits (5e-10 at 1e7). */
const LIBRARY_SHAPE_LIMIT = 1e5;
/** Below this a shape beside a larger one moves no probability that a double could show. */
const LEAST_SHAPE = 1e-300;
/** Below this both shapes leave two points, 0 and 1. */
const POINT_SHAPE = 1e-17;
/** Below this tail @stdlib now and then returns 0 too early. */
const LIBRARY_TAIL_LIMIT = 1e-200;
/** Below this shape its inverse fails. */
const LIBRARY_LEAST_SHAPE = 1e-2;
/** Beyond this logit no double lies. */
const FARTHEST_LOGIT = 744;
/** Below this probability @stdlib's inverse stops before it has converged. */
const LIBRARY_INVERSE_LIMIT = 1e-30;

/** P(X <= x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 0 or 1. */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (Math.max(a, b) < POINT_SHAPE) return 1 / (1 + a / b);
  const value = isForLibrary(a, b) ? betainc(x, a, b, true, false) : 0;
  return value > LIBRARY_TAIL_LIMIT ? value : Math.exp(logCdf(x, 1 - x, a, b));
}

/** P(X > x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 1 or 0. */
export function betaSf(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN;
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  if (Math.max(a, b) < POINT_SHAPE) return 1 / (1 + b / a);
  const value = isForLibrary(a, b) ? betainc(x, a, b, true, true) : 0;
  return value > LIBRARY_TAIL_LIMIT ? value : Math.exp(logCdf(1 - x, x, b, a));
}

function isForLibrary(a: number, b: number): boolean {
  return Math.min(a, b) >= LEAST_SHAPE && a + b <= LIBRARY_SHAPE_LIMIT;
}

/** The `x` with P(X <= x) = `p` for Beta(a, b), p in [0, 1], a, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const small = Math.min(a, b);
  const forLibrary =
    p >= LIBRARY_INVERSE_LIMIT && small >= LIBRARY_LEAST_SHAPE && a + b <= LIBRARY_SHAPE_LIMIT;
  if (forLibrary) return betaincinv(p, a, b);
  const target = Math.log(p);
  // So close to 0 the distribution is a pure power, and doubles soon end.
  const logPower = (target + Math.log(a) + logBeta(a, b)) / a;
  if (logPower < -690 && !isLargeBeta(a, b)) return Math.exp(logPower);
  return logistic(p > 0.5 ? -logitQuantile(Math.log1p(-p), b, a) : logitQuantile(target, a, b));
}

/** ln I_x(a, b) from whichever tail is small, with y = 1 - x. */
function logCdf(x: number, y: number, first: number, second: number): number {
  const [a, b] = [Math.max(first, LEAST_SHAPE), Math.max(second, LEAST_SHAPE)];
  if (isLargeBeta(a, b)) return logLargeBeta(x, y, a, b);
  if (isLowerSide(x, y, a, b)) return logLowerBeta(x, y, a, b);
  return Math.log(-Math.expm1(logLowerBeta(y, x, b, a)));
}

/** The logit of the x with ln P(X <= x) = `target`; the farthest one when it lies beyond. */
function logitQuantile(target: number, a: number, b: number): number {
  const excess = (logit: number) => logCdf(logistic(logit), logistic(-logit), a, b) - target;
  const bracket = { low: -FARTHEST_LOGIT, high: FARTHEST_LOGIT, tolerance: 0 };
  return findRoot(excess, bracket) ?? (excess(0) > 0 ? -FARTHEST_LOGIT : FARTHEST_LOGIT);
}

function logistic(logit: number): number {
  return logit < -40 ? Math.exp(logit) : 1 / (1 + Math.exp(-logit));
}
