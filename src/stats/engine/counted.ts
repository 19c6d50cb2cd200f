import type { AnalysisPlan, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { armOf, unitsOf, variantsOf } from './arms.ts';

/**
 * Units of a variant that count for a metric: all that entered, or, if its events come late (the plan then
 * registers `plannedUnits` of its own), those that it has a value for.
 */
export function countedIn(data: LookData, metric: MetricSpec, variant: string): number {
  if (metric.plannedUnits === undefined) return unitsOf(data, variant);
  const { n } = armOf(data, metric.key, variant);
  return n > 0 ? Math.min(n, Number.MAX_SAFE_INTEGER) : 0;
}

/** Units that count for a metric, by those planned to count for it at the registered end; passes 1 in an overrun. */
export function fractionOf(plan: AnalysisPlan, data: LookData, metric: MetricSpec): number {
  const counted = variantsOf(plan).reduce((sum, variant) => sum + countedIn(data, metric, variant), 0);
  return counted / (metric.plannedUnits ?? plan.plannedUnits);
}

/** The units per variant that count for the goal, for plans with metrics whose events come late: nothing for all others. */
export function countedFigures(plan: AnalysisPlan, data: LookData) {
  if (isEvenlyCounted(plan)) return {};
  const goal = plan.metrics.find((metric) => metric.role === 'goal');
  const counted = (variant: string) =>
    goal === undefined ? unitsOf(data, variant) : countedIn(data, goal, variant);
  return { counted: Object.fromEntries(variantsOf(plan).map((variant) => [variant, counted(variant)])) };
}

/** The information fraction of every metric, for the same plans. */
export function fractionFigures(plan: AnalysisPlan, data: LookData) {
  if (isEvenlyCounted(plan)) return {};
  return { fractions: Object.fromEntries(plan.metrics.map((one) => [one.key, fractionOf(plan, data, one)])) };
}

function isEvenlyCounted({ metrics }: AnalysisPlan): boolean {
  return metrics.every((metric) => metric.plannedUnits === undefined);
}
