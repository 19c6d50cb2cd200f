import { normalIsf } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `n` values (events), quantile `p` and `alpha` in 0..1. */
export type PositionInput = { readonly n: number; readonly p: number; readonly alpha: number };

/** Real-valued positions in the sorted values between which the quantile lies. */
export type QuantilePositions = {
  readonly kind: 'ok';
  readonly lowerPosition: number;
  readonly upperPosition: number;
};

/**
 * Which two values to fetch from the source for {@link quantileError}: n p -/+ z sqrt(n p (1 - p)).
 * Refuses `insufficient_sample` when a position would fall outside the data (p99 needs 380 values),
 * `invalid_input`. Source: Conover 1999, 3.2.
 */
export function quantilePositions({ n, p, alpha }: PositionInput): QuantilePositions | StatsRefusal {
  if (!isRate(p) || !isRate(alpha) || !(n >= 0 && Number.isFinite(n))) {
    return refuse('invalid_input', 'p and alpha must lie between 0 and 1, the number of values be finite');
  }
  const z = normalIsf(alpha / 2);
  if (n <= (z * z * p) / (1 - p) || n <= (z * z * (1 - p)) / p) {
    return refuse('insufficient_sample', 'too few values for this quantile');
  }
  const reach = z * Math.sqrt(n * p * (1 - p));
  return { kind: 'ok', lowerPosition: n * p - reach, upperPosition: n * p + reach };
}

/** The values found at the two positions; `clusterFactor` (default 1) from {@link clusterFactor}. */
export type QuantileErrorInput = PositionInput & {
  readonly lower: number;
  readonly upper: number;
  readonly clusterFactor?: number;
};

/** Standard error of the quantile, in the metric's units. */
export type QuantileError = QuantilePositions & {
  readonly method: 'order-statistics';
  readonly standardError: number;
};

/**
 * (upper - lower) / (2 z), times the root of the cluster factor. Refuses `zero_variance` when
 * both values are the same (ties: no error can be read off), `insufficient_sample`,
 * `invalid_input`. Source: GrowthBook's quantile statistic; Yao, Li, Lu 2024.
 */
export function quantileError(input: QuantileErrorInput): QuantileError | StatsRefusal {
  const { lower, upper, clusterFactor: factor = 1 } = input;
  const positions = quantilePositions(input);
  if (positions.kind === 'refused') return positions;
  if (!Number.isFinite(upper - lower) || upper < lower || !(factor > 0 && Number.isFinite(factor))) {
    return refuse('invalid_input', 'the values must be finite and in order, the cluster factor positive');
  }
  if (upper === lower) return refuse('zero_variance', 'both values are the same');
  const standardError = ((upper - lower) / (2 * normalIsf(input.alpha / 2))) * Math.sqrt(factor);
  return { ...positions, method: 'order-statistics', standardError };
}

/**
 * Per-unit sums over `units`: `below` counts a unit's events under the quantile, `events`
 * all of them (squares and products summed over units).
 */
export type ClusterSums = {
  readonly units: number;
  readonly below: number;
  readonly events: number;
  readonly belowSquares: number;
  readonly eventSquares: number;
  readonly products: number;
};

/** `factor` multiplies the variance of the quantile; above 1 when events of one unit are alike. */
export type ClusterFactor = { readonly kind: 'ok'; readonly share: number; readonly factor: number };

/**
 * How much wider the error of a quantile is because events come in units: the delta-method variance of
 * the share of events below, over nu (1 - nu) / events. Refuses `insufficient_sample` (below 2 units),
 * `zero_denominator` (no events), `zero_variance` (all or no events below, or the same share in every
 * unit), `invalid_input`. Source: Deng, Knoblich, Lu 2018; Yao, Li, Lu 2024.
 */
export function clusterFactor(sums: ClusterSums): ClusterFactor | StatsRefusal {
  const { units, below, events } = sums;
  if (Object.values(sums).some((sum) => !(sum >= 0 && Number.isFinite(sum))) || below > events) {
    return refuse('invalid_input', 'the sums must be finite and not negative, below at most events');
  }
  if (units < 2) return refuse('insufficient_sample', 'fewer than 2 units');
  if (events === 0) return refuse('zero_denominator', 'there are no events');
  const share = below / events;
  // Residuals below - share x events add up to 0, so their squares need no centring.
  const squares = sums.belowSquares - 2 * share * sums.products + share * share * sums.eventSquares;
  const clustered = (Math.max(0, squares) / (units - 1)) * (units / events / events);
  const independent = (share * (1 - share)) / events;
  if (clustered === 0 || independent === 0)
    return refuse('zero_variance', 'every unit has the same share below');
  const factor = clustered / independent;
  if (!(factor > 0 && Number.isFinite(factor)))
    return refuse('invalid_input', 'the sums are out of all proportion');
  return { kind: 'ok', share, factor };
}
