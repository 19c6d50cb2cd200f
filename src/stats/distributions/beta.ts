import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import { isLowerSide, logBeta, logBetaPower, logLowerBeta } from './incomplete-beta.ts';

export { logBeta } from './incomplete-beta.ts';

/** Above this a + b @stdlib's power terms lose digits (5e-10 at 1e7). */
const LIBRARY_SHAPE_LIMIT = 1e5;
/** Below this tail @stdlib now and then returns 0 too early. */
const LIBRARY_TAIL_LIMIT = 1e-200;
/** Below this probability @stdlib's inverse stops before it has converged. */
const LIBRARY_INVERSE_LIMIT = 1e-30;

/** P(X <= x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 0 or 1. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const value = a + b <= LIBRARY_SHAPE_LIMIT ? betainc(x, a, b, true, false) : 0;
  return value > LIBRARY_TAIL_LIMIT ? value : Math.exp(logCdf(x, 1 - x, a, b));
}

/** P(X > x) for Beta(a, b), a, b > 0; x outside [0, 1] gives 1 or 0. */
export function betaSf(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  const value = a + b <= LIBRARY_SHAPE_LIMIT ? betainc(x, a, b, true, true) : 0;
  return value > LIBRARY_TAIL_LIMIT ? value : Math.exp(logCdf(1 - x, x, b, a));
}

/** The `x` with P(X <= x) = `p` for Beta(a, b), p in [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p === 0 || p === 1) return p;
  return p >= LIBRARY_INVERSE_LIMIT ? betaincinv(p, a, b) : deepQuantile(p, a, b);
}

/** ln I_x(a, b) from whichever tail is small, with y = 1 - x. */
function logCdf(x: number, y: number, a: number, b: number): number {
  if (isLowerSide(x, y, a, b)) return logLowerBeta(x, y, a, b);
  return Math.log(-Math.expm1(logLowerBeta(y, x, b, a)));
}

/**
 * Newton on ln P(X <= x) against logit x, in which it is concave: from any start the second
 * step lies left of the root, and from there the steps only approach it.
 */
function deepQuantile(p: number, a: number, b: number): number {
  const target = Math.log(p);
  // So close to 0 the distribution is a pure power, and doubles soon end.
  const logPower = (target + Math.log(a) + logBeta(a, b)) / a;
  if (logPower < -690) return Math.exp(logPower);
  let logit = Math.log(a / b);
  for (let step = 0; step < 100; step += 1) {
    const x = 1 / (1 + Math.exp(-logit));
    const y = 1 / (1 + Math.exp(logit));
    const value = logCdf(x, y, a, b);
    const change = (value - target) * Math.exp(value - logBetaPower(x, y, a, b));
    // Beyond -700 the exponential underflows, and no double lies there.
    logit = Math.max(-700, logit - change);
    if (Math.abs(change) <= 1e-14 * Math.max(1, Math.abs(logit))) break;
  }
  return 1 / (1 + Math.exp(-logit));
}
