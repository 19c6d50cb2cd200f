import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { meanContrast } from '#stats/means/mean-contrast.ts';
import { type Moments, NO_UNITS } from '#stats/moments/moments.ts';
import type { StatsRefusal } from '#stats/outcome.ts';

/** Two arms that can be compared. `statistic` = absoluteEffect / standardError, with Welch's degrees of freedom. */
export interface Pair {
  readonly kind: 'pair';
  readonly control: Moments;
  readonly treatment: Moments;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly degreesOfFreedom: number;
}

/** All variants of the plan, control first. */
export function variantsOf(plan: AnalysisPlan): readonly string[] {
  return [plan.control, ...plan.treatments];
}

/**
 * The share of all traffic that a variant is meant to get, 0..1; the shares of all variants add to 1
 * unless none is positive. A negative share and one that is not a number count as 0.
 */
export function shareOf(plan: AnalysisPlan, variant: string): number {
  const weight = (key: string) => Math.min(Number.MAX_VALUE, Math.max(0, plan.allocation[key] ?? 0)) || 0;
  const largest = Math.max(...variantsOf(plan).map(weight));
  if (largest === 0) return 0;
  // Relative to the largest first, so that no sum of huge weights can overflow.
  const total = variantsOf(plan).reduce((sum, key) => sum + weight(key) / largest, 0);
  return weight(variant) / largest / total;
}

/** Units of a variant at this look, 0 to 2^53; 0 for a variant that is not listed or has no valid count. */
export function unitsOf(data: LookData, variant: string): number {
  const units = data.units[variant] ?? 0;
  return units > 0 ? Math.min(units, Number.MAX_SAFE_INTEGER) : 0;
}

/** Moments of a metric in a variant; missing data are no units. */
export function armOf(data: LookData, metric: string, variant: string): Moments {
  return data.moments[metric]?.[variant] ?? NO_UNITS;
}

/** Moments of the values themselves, whatever a covariate explains of them: events are counted in these. */
export function rawArmOf(data: LookData, metric: string, variant: string): Moments {
  return data.raw?.[metric]?.[variant] ?? armOf(data, metric, variant);
}

/**
 * Brings two arms together for a Welch test of the difference (treatment minus control).
 * Refuses `insufficient_sample` (an arm below 2 units), `zero_variance` (both arms constant) and
 * `invalid_input` (moments no data can have, or figures that overflow). Source: Welch 1947.
 */
export function pairArms(control: Moments, treatment: Moments): Pair | StatsRefusal {
  const contrast = meanContrast(control, treatment);
  if (contrast.kind === 'refused') return contrast;
  const { estimate, standardError, statistic, df } = contrast;
  return {
    kind: 'pair',
    control,
    treatment,
    absoluteEffect: estimate,
    standardError,
    statistic,
    degreesOfFreedom: df,
  };
}
