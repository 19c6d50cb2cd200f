import { normalIsf } from '#stats/distributions.ts';
import { findRoot } from '#stats/numerics/find-root.ts';
import { crossAbove, crossBelow, type Stage } from './stage.ts';

/** Below this a look spends nothing that a bound could show: the bound is infinite. */
export const LEAST_SPEND = 1e-40;

/**
 * The upper bound z at look `t` that is first crossed with chance `mass` (under `drift`),
 * `Infinity` when nothing is left to spend, -`Infinity` when more is to be spent than is
 * left. Solved on the logarithm of the mass, so that increments of 1e-30 are met as
 * exactly as those of 1e-2. `least` is the smallest z allowed (0 for symmetric bounds).
 */
export function upperBound(from: Stage, t: number, mass: number, { drift = 0, least = -40 } = {}): number {
  if (mass < LEAST_SPEND) return Number.POSITIVE_INFINITY;
  const root = Math.sqrt(t);
  const target = Math.log(mass);
  const excess = (z: number) => Math.log(Math.max(crossAbove(from, t, z * root, drift), 1e-320)) - target;
  // Without earlier looks this would be the bound; with them it can only be lower.
  const high = Math.max(least, normalIsf(mass) + drift * root) + 1e-9;
  let gap = 0.25;
  let low = Math.max(least, high - gap);
  while (low > least && excess(low) < 0) {
    gap *= 2;
    low = Math.max(least, high - gap);
  }
  const bound = findRoot(excess, { low, high, tolerance: 1e-12 });
  return bound ?? (excess(low) < 0 ? Number.NEGATIVE_INFINITY : high);
}

/** The mirror image: the lower bound z at look `t` first crossed downwards with chance `mass`. */
export function lowerBound(from: Stage, t: number, mass: number, drift: number): number {
  if (mass < LEAST_SPEND) return Number.NEGATIVE_INFINITY;
  const root = Math.sqrt(t);
  const target = Math.log(mass);
  const excess = (z: number) => Math.log(Math.max(crossBelow(from, t, z * root, drift), 1e-320)) - target;
  const low = drift * root - normalIsf(mass) - 1e-9;
  let gap = 0.25;
  while (gap < 100 && excess(low + gap) < 0) gap *= 2;
  return findRoot(excess, { low, high: low + gap, tolerance: 1e-12 }) ?? Number.POSITIVE_INFINITY;
}
