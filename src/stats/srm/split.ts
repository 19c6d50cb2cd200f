import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Units seen per variant and the allocation in the same order (any positive scale). */
export type Split = { readonly observed: readonly number[]; readonly weights: readonly number[] };

/** A split that can be tested: the variants with a share, their counts, and shares adding to 1. */
export type CheckedSplit = {
  readonly kind: 'split';
  readonly variants: readonly number[];
  readonly observed: readonly number[];
  readonly shares: readonly number[];
  readonly n: number;
};

/** A smaller share is taken for a mistake: it would expect one unit in a trillion. */
const LEAST_SHARE = 1e-12;

/**
 * Leaves out variants whose weight is 0. Refuses `invalid_input` (lengths differ, a count not
 * whole or negative, a weight negative, fewer than two variants with a share, a share below 1e-12),
 * `unexpected_traffic` (units in a variant with weight 0), `insufficient_sample` (no units).
 */
export function checkSplit({ observed, weights }: Split): CheckedSplit | StatsRefusal {
  if (observed.length !== weights.length)
    return refuse('invalid_input', 'counts and weights differ in length');
  if (observed.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    return refuse('invalid_input', 'counts must be whole and not negative');
  }
  if (weights.some((weight) => !Number.isFinite(weight) || weight < 0)) {
    return refuse('invalid_input', 'weights must be finite and not negative');
  }
  const variants = weights.flatMap((weight, variant) => (weight > 0 ? [variant] : []));
  if (variants.length < 2) return refuse('invalid_input', 'fewer than two variants have a share');
  if (observed.some((count, variant) => count > 0 && weights[variant] === 0)) {
    return refuse('unexpected_traffic', 'units were seen in a variant whose share is 0');
  }
  const counts = variants.map((variant) => observed[variant] ?? 0);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return refuse('insufficient_sample', 'no units were seen');
  // Scaled by the largest first, so that no sum of huge weights can overflow.
  const largest = Math.max(...weights);
  const scaled = variants.map((variant) => (weights[variant] ?? 0) / largest);
  const total = scaled.reduce((sum, weight) => sum + weight, 0);
  const shares = scaled.map((weight) => weight / total);
  if (shares.some((share) => share < LEAST_SHARE))
    return refuse('invalid_input', 'a share is next to nothing');
  return { kind: 'split', variants, observed: counts, shares, n };
}
