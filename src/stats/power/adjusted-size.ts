import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/**
 * What changes a fixed-horizon size: `covariateCorrelation` (rho of CUPED, -1..1),
 * `sequentialFactor` (>= 1, the maximum from `sequentialInflation`), `exposedShare` (0..1,
 * the share of assigned units that meet the change and can be analysed).
 */
export type SizeAdjustment = {
  readonly units: number;
  readonly covariateCorrelation?: number;
  readonly sequentialFactor?: number;
  readonly exposedShare?: number;
};

/** `units` to collect, rounded up once at the end; `factor` is what the fixed size was multiplied by. */
export type AdjustedSize = { readonly kind: 'ok'; readonly units: number; readonly factor: number };

/**
 * The size after variance reduction (1 - rho^2), interim looks and partial exposure. Refuses
 * `invalid_input` outside the ranges, `unreachable` when no unit is exposed or the size is beyond all
 * numbers. Sources: Deng, Xu, Kohavi, Walker 2013; Jennison, Turnbull 2000, ch. 2.
 */
export function adjustSize(input: SizeAdjustment): AdjustedSize | StatsRefusal {
  const { units, covariateCorrelation = 0, sequentialFactor = 1, exposedShare = 1 } = input;
  const legal =
    units >= 0 &&
    Number.isFinite(units) &&
    Math.abs(covariateCorrelation) <= 1 &&
    sequentialFactor >= 1 &&
    Number.isFinite(sequentialFactor) &&
    exposedShare >= 0 &&
    exposedShare <= 1;
  if (!legal) return refuse('invalid_input', 'a size or one of its factors is out of range');
  if (exposedShare === 0) return refuse('unreachable', 'no unit is exposed');
  const factor = (cupedFactor(covariateCorrelation) * sequentialFactor) / exposedShare;
  const needed = Math.ceil(units * factor * (1 - 1e-12));
  if (!Number.isFinite(factor) || !Number.isFinite(needed)) {
    return refuse('unreachable', 'no finite number of units is enough');
  }
  return { kind: 'ok', factor, units: needed };
}

/** What a covariate with correlation rho leaves of the variance and so of the size: 1 - rho^2. */
export function cupedFactor(correlation: number): number {
  return (1 - correlation) * (1 + correlation);
}
