import { logGammaTerm } from './gamma.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { normalLogSf, normalSf } from './normal.ts';
import { tSf } from './student-t.ts';

/** Beyond this fall of the log integrand below its peak, nothing is left that a double could see. */
const DEPTH = 45;
/** From this df on, S is a constant but for its spread of sqrt(1 / (2 df)). */
const NORMAL_FROM = 1e14;

/** P(T <= t) for the noncentral t with `df` > 0 and noncentrality `ncp`; see {@link noncentralTSf}. */
export function noncentralTCdf(t: number, df: number, ncp: number): number {
  return noncentralTSf(-t, df, -ncp);
}

/**
 * P(T > t) for the noncentral t, T = (Z + ncp) / S with df S^2 chi-squared.
 * Integrates P(Z > t s - ncp) over the density of ln S. The log integrand is concave in s,
 * so one peak is found and followed to both sides; every term is positive, so deep tails
 * keep their relative accuracy (about 1e-12).
 */
export function noncentralTSf(t: number, df: number, ncp: number): number {
  if (ncp === 0) return tSf(t, df);
  if (df > NORMAL_FROM) return normalSf((t - ncp) / Math.sqrt(1 + (t / (2 * df)) * t));
  const half = df / 2;
  const logIntegrand = (u: number) =>
    Math.LN2 + logGammaTerm(half, half * Math.exp(2 * u)) + normalLogSf(t * Math.exp(u) - ncp);
  const peak = climb(logIntegrand, df);
  const top = logIntegrand(peak);
  if (!(top > -1e4)) return 0;
  const left = edge(logIntegrand, peak, top, -1);
  const right = edge(logIntegrand, peak, top, 1);
  const cuts = [left, peak, right, ...steps(t, ncp)].filter((cut) => cut >= left && cut <= right);
  cuts.sort((first, second) => first - second);
  let total = 0;
  for (let i = 1; i < cuts.length; i += 1) {
    total += panel(logIntegrand, top, cuts[i - 1] ?? left, cuts[i] ?? right);
  }
  return Math.min(1, Math.exp(top) * total);
}

/** The point at which P(Z > t s - ncp) turns from 1 to 0, on the scale of ln s. */
function steps(t: number, ncp: number): number[] {
  return [-8, -3, 0, 3, 8]
    .map((z) => (ncp + z) / t)
    .filter((s) => s > 0 && Number.isFinite(s))
    .map(Math.log);
}

function climb(f: (u: number) => number, df: number): number {
  let low = -1;
  let high = 1;
  const slope = (u: number) => {
    const h = 1e-5 / Math.max(1, Math.sqrt(df));
    return f(u + h) - f(u - h);
  };
  while (low > -700 && !(slope(low) > 0)) low *= 2;
  while (high < 350 && slope(high) > 0) high *= 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function edge(f: (u: number) => number, peak: number, top: number, direction: 1 | -1): number {
  let far = 1e-6;
  while (far < 1e4 && f(peak + direction * far) > top - DEPTH) far *= 2;
  let near = far / 2;
  for (let i = 0; i < 30; i += 1) {
    const middle = (near + far) / 2;
    if (f(peak + direction * middle) > top - DEPTH) near = middle;
    else far = middle;
  }
  return peak + direction * far;
}

function panel(f: (u: number) => number, top: number, from: number, to: number): number {
  const { nodes, weights } = gaussLegendre(48);
  const half = (to - from) / 2;
  const middle = (to + from) / 2;
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1) {
    sum += (weights[i] ?? 0) * Math.exp(f(middle + half * (nodes[i] ?? 0)) - top);
  }
  return sum * half;
}
