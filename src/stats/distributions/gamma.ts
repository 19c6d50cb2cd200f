import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import { normalLogSf } from './normal.ts';
import {
  LN_SQRT_TWO_PI,
  logPoissonTerm,
  logRatioMinus,
  STIRLING_FROM,
  stirlingRemainder,
} from './stirling.ts';

/** Above this shape @stdlib's uniform expansion loses up to 2 % near the mean; series and fraction do not. */
const LIBRARY_SHAPE_LIMIT = 150;
/** Above this x its asymptotic series stops too early: 0.1 % off at shape 93. */
const LIBRARY_ARGUMENT_LIMIT = 1000;
/** Below this value of a tail its logarithm is computed directly. */
const SMALLEST_TAIL = 1e-280;
/** From here down Q is proportional to the shape and P is 1, to double precision. */
const LEAST_SHAPE = 1e-300;
/** From this shape on one term of the uniform expansion is exact, and the others take too many steps. */
const UNIFORM_FROM = 1e8;

/** ln Gamma(x) for x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/**
 * What Stirling's formula leaves out: ln Gamma(x) - [(x - 1/2) ln x - x + ln sqrt(2 pi)], x > 0.
 * Differences of ln Gamma at large arguments lose all their digits; written with this
 * remainder the large parts cancel on paper. Source: NIST DLMF 5.11.1.
 */
export function logGammaRemainder(x: number): number {
  if (x >= STIRLING_FROM) return stirlingRemainder(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + LN_SQRT_TWO_PI);
}

/** P(a, x): the lower regularised incomplete gamma function, a > 0, x >= 0. */
export function gammaRegularizedP(a: number, x: number): number {
  if (!(a > 0)) return Number.NaN;
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY || a < LEAST_SHAPE) return 1;
  if (isForLibrary(a, x)) return gammainc(x, a, true, false);
  return x < a + 1 ? Math.exp(logLowerSeries(a, x)) : 1 - Math.exp(logUpperFraction(a, x));
}

/** Q(a, x): the upper regularised incomplete gamma function, a > 0, x >= 0. */
export function gammaRegularizedQ(a: number, x: number): number {
  if (!(a > 0)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (a < LEAST_SHAPE) return (a / LEAST_SHAPE) * gammaRegularizedQ(LEAST_SHAPE, x);
  if (isForLibrary(a, x)) return gammainc(x, a, true, true);
  return x < a + 1 ? 1 - Math.exp(logLowerSeries(a, x)) : Math.exp(logUpperFraction(a, x));
}

/** ln P(a, x), finite even if P underflows; -Infinity at x = 0. */
export function gammaLogP(a: number, x: number): number {
  if (a < LEAST_SHAPE) return Math.log1p(-gammaRegularizedQ(a, x));
  if (x > a) return Math.log1p(-gammaRegularizedQ(a, x));
  const p = gammaRegularizedP(a, x);
  return p > SMALLEST_TAIL ? Math.log(p) : logLowerSeries(a, x);
}

/** ln Q(a, x), finite even if Q underflows. */
export function gammaLogQ(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (a < LEAST_SHAPE) return Math.log(a / LEAST_SHAPE) + gammaLogQ(LEAST_SHAPE, x);
  const p = x <= a ? gammaRegularizedP(a, x) : 1;
  if (p < 0.5) return Math.log1p(-p);
  const q = gammaRegularizedQ(a, x);
  return q > SMALLEST_TAIL ? Math.log(q) : logUpperFraction(a, x);
}

/** ln [x^a e^-x / Gamma(a)], the density of ln X. */
export function logGammaTerm(a: number, x: number): number {
  if (a >= STIRLING_FROM) return logPoissonTerm(a, x) + Math.log(a);
  return a * Math.log(x) - x - logGamma(a);
}

function isForLibrary(a: number, x: number): boolean {
  return a <= LIBRARY_SHAPE_LIMIT && x <= LIBRARY_ARGUMENT_LIMIT;
}

/** The series of NIST DLMF 8.7.1: all terms positive, about 8 sqrt(a) of them. */
function logLowerSeries(a: number, x: number): number {
  if (a > UNIFORM_FROM) return logUniform(a, x, -1);
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return logGammaTerm(a, x) - Math.log(a) + Math.log(sum);
}

/** The continued fraction of NIST DLMF 8.9.2 for x > a, by Lentz's method. */
function logUpperFraction(a: number, x: number): number {
  if (a > UNIFORM_FROM) return logUniform(a, x, 1);
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 1e6; i += 1) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (!(Math.abs(change - 1) > 3e-16)) break;
  }
  return logGammaTerm(a, x) + Math.log(fraction);
}

/** ln Q (side 1) or ln P (side -1) by Temme's uniform expansion, NIST DLMF 8.12.3-4 with the term 8.12.9. */
function logUniform(a: number, x: number, side: 1 | -1): number {
  const gap = (x - a) / a;
  const deviance = -logRatioMinus(x / a, gap);
  const eta = Math.sign(gap) * Math.sqrt(2 * deviance);
  const first = Math.abs(eta) < 0.01 ? -1 / 3 + eta * (1 / 12 - (eta * 2) / 135) : 1 / gap - 1 / eta;
  const normal = normalLogSf(side * eta * Math.sqrt(a));
  // So deep in a tail the correction no longer shows in the logarithm.
  if (!(normal > -1e6)) return normal;
  const term = Math.exp(-a * deviance - normal) * (first / Math.sqrt(2 * Math.PI * a));
  return normal + Math.log1p(side * term);
}
