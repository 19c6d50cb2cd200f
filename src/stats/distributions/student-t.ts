import betainc from '@stdlib/math-base-special-betainc';
import { findRoot } from '#stats/numerics/find-root.ts';
import { logBeta, logLowerBeta } from './incomplete-beta.ts';
import { normalIsf, normalLogSf, normalSf } from './normal.ts';

/** Below this tail the logarithm is computed directly. */
const SMALLEST_TAIL = 1e-280;

/** Fewer degrees of freedom cannot be told from these: half of everything lies beyond all doubles. */
const LEAST_DF = 1e-300;
/** From here on Hill's transformation to a normal score is exact to double precision. */
const NORMAL_FROM = 1e10;
/** From here on the score is x, to double precision at any x with a tail that a double can hold. */
const NORMAL_ITSELF_FROM = 1e25;

/** P(T <= x) for Student's t with `df` > 0 degrees of freedom (real-valued, any size). */
export function tCdf(x: number, df: number): number {
  return tSf(-x, df);
}

/** P(T > x) for Student's t with `df` > 0 degrees of freedom, as a survival function. */
export function tSf(x: number, df: number): number {
  if (df >= NORMAL_FROM) return normalSf(normalScore(x, df));
  const freedom = atLeast(df);
  const tail = upperTail(Math.abs(x), freedom);
  if (x <= 0) return 1 - tail;
  return tail > SMALLEST_TAIL ? tail : Math.exp(logTail(x, freedom));
}

/** ln P(T > x) for Student's t with `df` > 0 degrees of freedom, for any finite `x`. */
export function tLogSf(x: number, df: number): number {
  if (df >= NORMAL_FROM) return normalLogSf(normalScore(x, df));
  const freedom = atLeast(df);
  const tail = upperTail(Math.abs(x), freedom);
  if (x <= 0) return Math.log1p(-tail);
  return tail > SMALLEST_TAIL ? Math.log(tail) : logTail(x, freedom);
}

/** The `x` with P(T <= x) = `p`, p in [0, 1]; infinite at the ends. */
export function tQuantile(p: number, df: number): number {
  const x = tIsf(p, df);
  return x === 0 ? 0 : -x;
}

/** The `x` with P(T > x) = `q`, q in [0, 1], `df` > 0; infinite at the ends and if it exceeds 1.8e308. */
export function tIsf(q: number, df: number): number {
  if (q > 0.5) return -tIsf(1 - q, df);
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (df >= NORMAL_FROM) return normalQuantile(q, df);
  if (q >= 0.25) return centralQuantile(0.5 - q, atLeast(df));
  return tailQuantile(q, atLeast(df));
}

/** Newton on ln P(T > x) against ln x, in which it is concave: after one step it is monotone. */
function tailQuantile(q: number, df: number): number {
  const target = Math.log(q);
  let logX = Math.log(normalIsf(q));
  for (let step = 0; step < 60; step += 1) {
    const value = tLogSf(Math.exp(logX), df);
    const change = (value - target) * Math.exp(value - logX - logPdf(Math.exp(logX), df));
    logX += change;
    if (logX > 709.7) return Number.POSITIVE_INFINITY;
    if (Math.abs(change) < 1e-15) break;
  }
  return Math.exp(logX);
}

/** Illegal degrees of freedom stay illegal: NaN. */
function atLeast(df: number): number {
  return df > 0 ? Math.max(df, LEAST_DF) : Number.NaN;
}

/** Hill 1970: the standard normal score with the same tail, for large `df`. */
function normalScore(x: number, df: number): number {
  if (df >= NORMAL_ITSELF_FROM) return x;
  return Math.sign(x) * Math.sqrt(df - 0.5) * Math.sqrt(Math.log1p((x / df) * x));
}

/** The inverse of {@link normalScore} at the score of `q`. */
function normalQuantile(q: number, df: number): number {
  const z = normalIsf(q);
  return df >= NORMAL_ITSELF_FROM ? z : Math.sqrt(df) * Math.sqrt(Math.expm1((z * z) / (df - 0.5)));
}

/** P(T > x) for x >= 0, from the incomplete beta function on the side that does not cancel. */
function upperTail(x: number, df: number): number {
  const square = (x / df) * x;
  if (square >= 1) return 0.5 * betainc(1 / (1 + square), df / 2, 0.5, true, false);
  if (x < 0.6) return 0.5 - centralMass(square, df);
  return 0.5 * betainc(square / (1 + square), 0.5, df / 2, true, true);
}

/** P(0 < T <= x), with `square` = x^2 / df. */
function centralMass(square: number, df: number): number {
  return 0.5 * betainc(square / (1 + square), 0.5, df / 2, true, false);
}

function logTail(x: number, df: number): number {
  const square = (x / df) * x;
  if (square < 1e300) return logLowerBeta(1 / (1 + square), square / (1 + square), df / 2, 0.5) - Math.LN2;
  // Power tail: the continued fraction and the factor (1 + df/x^2) have become 1.
  const logRatio = 0.5 * Math.log(df) - Math.log(x);
  return df * logRatio - Math.log(df) - logBeta(df / 2, 0.5);
}

function logPdf(x: number, df: number): number {
  const ratio = x / Math.sqrt(df);
  const logKernel = ratio < 1e150 ? Math.log1p(ratio * ratio) : 2 * Math.log(ratio);
  return -0.5 * (df + 1) * logKernel - 0.5 * Math.log(df) - logBeta(df / 2, 0.5);
}

/** The `x` >= 0 with P(0 < T <= x) = `mass` <= 1/4: relative accuracy down to the median itself. */
function centralQuantile(mass: number, df: number): number {
  if (mass === 0) return 0;
  if (df < 1) return slowQuantile(mass, df);
  let x = mass * Math.exp(-logPdf(0, df));
  for (let step = 0; step < 20; step += 1) {
    const square = (x / df) * x;
    const change = (mass - centralMass(square, df)) * Math.exp(-logPdf(x, df));
    x += change;
    if (Math.abs(change) <= 1e-15 * x) break;
  }
  return x;
}

/** The same below one degree of freedom: there x spans all doubles and Newton's steps overshoot. */
function slowQuantile(mass: number, df: number): number {
  const within = (x: number) => {
    const square = (x / df) * x;
    return square < 1 ? centralMass(square, df) : 0.5 - upperTail(x, df);
  };
  const excess = (logX: number) => within(Math.exp(logX)) / mass - 1;
  const logX = findRoot(excess, { low: -745, high: 709.7, tolerance: 0 });
  return logX === undefined ? Number.POSITIVE_INFINITY : Math.exp(logX);
}
