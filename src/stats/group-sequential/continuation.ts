import { advance, START, type Stage } from './stage.ts';

/** Bounds on Z per look; infinite ends never stop. */
export type Bounds = {
  readonly t: readonly number[];
  readonly upper: readonly number[];
  readonly lower: readonly number[];
};

/** Bounds with the density of the score before each look. */
export type Continuation = Bounds & { readonly before: readonly Stage[] };

/**
 * Runs the recursion through all looks but the last. The stages serve every drift between 0
 * and `drift`, so that a search over drifts needs them only once.
 */
export function continuation(bounds: Bounds, drift: number): Continuation {
  const { t, upper, lower } = bounds;
  const before: Stage[] = [START];
  for (const [look, fraction] of t.entries()) {
    const next = (t[look + 1] ?? Number.POSITIVE_INFINITY) - fraction;
    if (next === Number.POSITIVE_INFINITY) break;
    const root = Math.sqrt(fraction);
    const region = {
      lower: (lower[look] ?? Number.NEGATIVE_INFINITY) * root,
      upper: (upper[look] ?? Number.POSITIVE_INFINITY) * root,
      drift,
    };
    before.push(advance(before[look] ?? START, fraction, region, next));
  }
  return { ...bounds, before };
}
