import type { Metric } from '#domain/metric.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import { quantileError } from '#stats/quantile/quantile-error.ts';

type Arms = Readonly<Record<string, ArmFigures>>;
type Quantile = Pick<Metric, 'quantile'>;

/** The error rate whose positions `QUANTILE_REACH` stands for. */
const ALPHA = 0.05;

/**
 * Units beyond a quantile that count as one event. Its error is read off the values around it, and is itself so uncertain that 25
 * events must stand for 200 units beyond the quantile in the smaller arm.
 */
const UNITS_PER_EVENT = 8;

/** Units in one arm from which on none in another is a fault, and not a metric whose events are rare. */
const ENOUGH_TO_MISS = 1_000;

/**
 * By variant, moments whose mean is the quantile and whose standard error is that of the quantile (order statistics), so that every
 * test of a mean takes them. An arm with too few values, or with the same value on both sides, is left out.
 */
export function quantileMoments(
  { quantile: p = 0.5 }: Quantile,
  arms: Arms,
): Readonly<Record<string, Moments>> {
  return Object.fromEntries(
    Object.entries(arms).flatMap(([variant, { n, mean, bounds }]) => {
      if (mean === null || bounds?.lower == null || bounds.upper === null) return [];
      const error = quantileError({ n, p, alpha: ALPHA, lower: bounds.lower, upper: bounds.upper });
      if (error.kind === 'refused') return [];
      return [[variant, momentsFromVariance(n, mean, error.standardError ** 2 * n)]];
    }),
  );
}

/** By variant, the moments in which the events of a quantile are counted: the rarer side of it, eight units to an event. */
export function quantileEvents(
  { quantile: p = 0.5 }: Quantile,
  arms: Arms,
): Readonly<Record<string, Moments>> {
  const rate = Math.min(p, 1 - p) / UNITS_PER_EVENT;
  return Object.fromEntries(
    Object.entries(arms).map(([variant, { n }]) => [
      variant,
      { n, mean: n > 0 ? rate : 0, m2: n * rate * (1 - rate) },
    ]),
  );
}

/** Whether a quantile cannot be told yet in an arm. No value in an arm beside one with many is none of that: its events are missing. */
export function isQuantileSparse(metric: Quantile, arms: Arms): boolean {
  const counts = Object.values(arms).map(({ n }) => n);
  const isMissing = counts.includes(0) && Math.max(...counts) >= ENOUGH_TO_MISS;
  return !isMissing && Object.keys(quantileMoments(metric, arms)).length < counts.length;
}
