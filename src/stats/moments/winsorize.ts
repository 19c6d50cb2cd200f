import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { momentsOf, sampleVariance } from './moments.ts';

/**
 * Percentiles in 0..1, or null for no cap on that side. `over: 'non-zero'` takes them over
 * the units that have a value other than 0, so that a sparse metric is not capped to nothing.
 */
export type CapRule = {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly over?: 'all' | 'non-zero';
};

/** The caps in metric units; null if none applies. */
export type Caps = {
  readonly kind: 'ok';
  readonly lowerCap: number | null;
  readonly upperCap: number | null;
};

/**
 * The caps for per-unit totals pooled over all variants: caps per variant would erase the effect. Type-7
 * percentiles (R, numpy). With no non-zero value there is no cap. Refuses `insufficient_sample` (no
 * values), `invalid_input` (a value not finite, percentiles outside 0..1 or out of order). Source:
 * Hyndman, Fan 1996 (type 7).
 */
export function findCaps(values: readonly number[], rule: CapRule): Caps | StatsRefusal {
  const { lower, upper, over = 'all' } = rule;
  if (values.length === 0) return refuse('insufficient_sample', 'there are no values');
  if (!values.every(Number.isFinite)) return refuse('invalid_input', 'a value is not finite');
  const legal = (share: number | null) => share === null || (share >= 0 && share <= 1);
  if (!legal(lower) || !legal(upper) || (lower !== null && upper !== null && lower > upper)) {
    return refuse('invalid_input', 'percentiles must lie between 0 and 1 and be in order');
  }
  const sorted = Float64Array.from(over === 'all' ? values : values.filter((value) => value !== 0)).sort();
  const cap = (share: number | null) =>
    share === null || sorted.length === 0 ? null : percentile(sorted, share);
  return { kind: 'ok', lowerCap: cap(lower), upperCap: cap(upper) };
}

/** One value brought within the caps. */
export function capValue(value: number, { lowerCap, upperCap }: Pick<Caps, 'lowerCap' | 'upperCap'>): number {
  return Math.min(upperCap ?? value, Math.max(lowerCap ?? value, value));
}

/** Figures of the capped values, and how many the caps changed. */
export type Winsorized = Caps & {
  readonly method: 'winsorize-type-7';
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  readonly changed: number;
};

/**
 * Mean and variance (divisor n - 1) after capping at the values' own percentiles. Refuses as {@link
 * findCaps}, and `insufficient_sample` below 2 values. Source: Tukey, McLaughlin 1963.
 */
export function winsorize(values: readonly number[], rule: CapRule): Winsorized | StatsRefusal {
  const caps = findCaps(values, rule);
  if (caps.kind === 'refused') return caps;
  if (values.length < 2) return refuse('insufficient_sample', 'fewer than 2 values');
  const capped = values.map((value) => capValue(value, caps));
  const moments = momentsOf(capped);
  const changed = capped.filter((value, index) => value !== values[index]).length;
  const variance = sampleVariance(moments);
  if (!Number.isFinite(variance)) return refuse('invalid_input', 'the values are too large');
  return { ...caps, method: 'winsorize-type-7', n: values.length, mean: moments.mean, variance, changed };
}

/** Type-7 percentile of sorted values: linear between the two nearest. */
function percentile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const first = sorted[below] ?? 0;
  const second = sorted[Math.min(sorted.length - 1, below + 1)] ?? first;
  const part = position - below;
  return part === 0 ? first : first + part * (second - first);
}
