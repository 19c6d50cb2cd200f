import { gaussLegendre, normalSf } from '#stats/distributions.ts';

/**
 * The sub-density of the score S = Z sqrt(t) on the continuation region after a look, under
 * no effect: `mass[i]` is density times quadrature weight at `score[i]`. Scores have mean
 * drift x t and variance t, and independent increments.
 */
export type Stage = { readonly t: number; readonly score: Float64Array; readonly mass: Float64Array };

/** Before the first look: all mass at score 0. */
export const START: Stage = { t: 0, score: new Float64Array([0]), mass: new Float64Array([1]) };

/**
 * Continuation region of a look on the score scale; ends may be infinite.
 * `drift`: the largest drift that the densities are to serve (0 when left out).
 */
export type Region = { readonly lower: number; readonly upper: number; readonly drift?: number };

/** Sixteen nodes for each panel of 2.5 steps: doubling them changes bounds by less than 1e-12. */
const NODES = 16;
const PANEL = 2.5;
/**
 * Standard deviations kept of the density under no effect. A bound spends 1e-40 at the least (z = 13.3); an
 * earlier score on the way to it lies within sqrt(13.3^2 + WINDOW^2) deviations, whenever the earlier look was.
 */
const REACH = 16.5;
/** Half-width of the part of the earlier density that can matter for a point, in deviations. */
const WINDOW = 9.5;
/** Enough for looks 2e-7 of the information apart; nearer ones get a coarser grid, not a longer wait. */
const MOST_PANELS = 4000;

/**
 * Carries the density on to look `t` and cuts it to `region`; `next` is the information
 * between this look and the one after, which sets how fine the grid must be.
 * Armitage, McPherson, Rowe 1969; Reboussin et al. 2000.
 */
export function advance(from: Stage, t: number, region: Region, next: number): Stage {
  const variance = t - from.t;
  const reach = REACH * Math.sqrt(t);
  const shift = (region.drift ?? 0) * t;
  const lower = Math.max(region.lower, Math.min(0, shift) - reach);
  const upper = Math.min(region.upper, Math.max(0, shift) + reach);
  if (!(upper > lower)) return { t, score: new Float64Array(0), mass: new Float64Array(0) };
  const { score, weight } = grid(lower, upper, PANEL * Math.sqrt(Math.min(variance, next)));
  const mass = new Float64Array(score.length);
  const height = 1 / Math.sqrt(2 * Math.PI * variance);
  for (const [i, x] of score.entries()) mass[i] = (weight[i] ?? 0) * height * density(from, x, t);
  return { t, score, mass };
}

/** Mass at `x`: only earlier scores near the bridge from 0 to `x` contribute. */
function density(from: Stage, x: number, t: number): number {
  const { score, mass } = from;
  const variance = t - from.t;
  const first = score[0] ?? 0;
  const last = score[score.length - 1] ?? 0;
  const centre = Math.min(last, Math.max(first, x * (from.t / t)));
  const width = WINDOW * Math.sqrt(variance * (from.t / t));
  const exponent = -0.5 / variance;
  let sum = 0;
  for (let i = firstAtLeast(score, centre - width); i < score.length; i += 1) {
    const y = score[i] ?? 0;
    if (y > centre + width) break;
    const gap = x - y;
    sum += (mass[i] ?? 0) * Math.exp(exponent * gap * gap);
  }
  return sum;
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grid(lower: number, upper: number, panel: number): { score: Float64Array; weight: Float64Array } {
  const panels = Math.min(MOST_PANELS, Math.max(2, Math.ceil((upper - lower) / panel)));
  const { nodes, weights } = gaussLegendre(NODES);
  const half = (upper - lower) / panels / 2;
  const score = new Float64Array(panels * NODES);
  const weight = new Float64Array(panels * NODES);
  for (let p = 0; p < panels; p += 1) {
    const middle = lower + (2 * p + 1) * half;
    for (let i = 0; i < NODES; i += 1) {
      score[p * NODES + i] = middle + half * (nodes[i] ?? 0);
      weight[p * NODES + i] = half * (weights[i] ?? 0);
    }
  }
  return { score, weight };
}

/**
 * Chance of having continued to `from` and then crossing `bound` upwards at look `t`, under
 * `drift` (the mean of Z at t = 1). The density under drift is the one under no effect times
 * exp(drift S - drift^2 t / 2), so one recursion serves every drift.
 */
export function crossAbove(from: Stage, t: number, bound: number, drift = 0): number {
  return crossing({ from, t, bound, drift, side: 1 });
}

/** The mirror image of {@link crossAbove}: crossing `bound` downwards at look `t`. */
export function crossBelow(from: Stage, t: number, bound: number, drift = 0): number {
  return crossing({ from, t, bound, drift, side: -1 });
}

type Crossing = {
  readonly from: Stage;
  readonly t: number;
  readonly bound: number;
  readonly drift: number;
  readonly side: 1 | -1;
};

function crossing({ from, t, bound, drift, side }: Crossing): number {
  if (side * bound === Number.POSITIVE_INFINITY) return 0;
  const step = Math.sqrt(t - from.t);
  const shift = drift * (t - from.t);
  const level = (drift * drift * from.t) / 2;
  let sum = 0;
  for (const [i, y] of from.score.entries()) {
    const tilt = drift === 0 ? 1 : Math.exp(drift * y - level);
    sum += (from.mass[i] ?? 0) * tilt * normalSf((side * (bound - y - shift)) / step);
  }
  return Math.min(1, sum);
}
