import type { MetricSketch } from '#domain/metric-sketch.ts';
import { QUANTILE_REACH } from '#ports/look-figures.ts';
import { type Column, same } from '#shared/sql-columns.ts';
import type { QueryValues } from './hogql.ts';

/** The columns of one level after another that lead from the values of an arm to a quantile and the bounds of its error. */
export interface QuantileLevels {
  readonly sorted: readonly Column[];
  readonly ranks: readonly Column[];
  /** The quantile, then the values below and above it. NULL without a value. */
  readonly figures: readonly [quantile: string, lower: string, upper: string];
}

/** Reads the quantile of the array `ys`, which holds `n` values, as R's type 7 has it; the bounds lie at the ranks of its standard error. */
export function quantileLevels(
  { prefix, quantile }: MetricSketch & { readonly quantile: number },
  { ys, n }: { readonly ys: string; readonly n: string },
  values: QueryValues,
): QuantileLevels {
  const share = values.bind(`${prefix}_quantile`, quantile);
  const reach = values.bind(`${prefix}_quantile_reach`, QUANTILE_REACH);
  const sorted = `${prefix}_sorted_ys`;
  const error = `${reach} * sqrt(${share} * (1 - ${share}) / greatest(${n}, 1))`;
  const rank = (name: string, of: string): Column => ({
    name: `${prefix}_${name}`,
    text: `(${n} - 1) * ${of}`,
  });
  const ranks = [
    rank('rank_quantile', share),
    rank('rank_lower', `greatest(${share} - ${error}, 0)`),
    rank('rank_upper', `least(${share} + ${error}, 1)`),
  ];
  const [middle, lower, upper] = ranks.map(({ name }) => valueAt(sorted, name, n));
  return {
    sorted: [{ name: sorted, text: `arraySort(${ys})` }],
    ranks: [same(sorted), ...ranks],
    figures: [middle ?? 'NULL', lower ?? 'NULL', upper ?? 'NULL'],
  };
}

function valueAt(sorted: string, rank: string, n: string): string {
  const at = (round: string) => `arrayElement(${sorted}, coalesce(toInt(${round}(${rank})), 0) + 1)`;
  const [low, high] = [at('floor'), at('ceil')];
  return `CASE WHEN ${n} > 0 THEN ${low} + (${rank} - floor(${rank})) * (${high} - ${low}) END`;
}
