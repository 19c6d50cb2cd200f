import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { armOf, unitsOf, variantsOf } from './arms.ts';
import { countedIn } from './counted.ts';

/** Whether effects may be shown, and whether a decision may be taken on them. */
export interface MinimumReached {
  readonly toShow: boolean;
  readonly toDecide: boolean;
}

/**
 * The registered minimum: days, units in every variant that count for the goal, and events to be expected in every
 * variant for goal metrics that are proportions; to decide, also `unitsPerVariantToDecide`. Expected by the rate of all
 * variants together: counted per arm, a treatment that removes the events it is to reduce could never be shown.
 */
export function assessMinimum(plan: AnalysisPlan, data: LookData): MinimumReached {
  const { minimum } = plan;
  const goals = plan.metrics.filter((metric) => metric.role === 'goal');
  const fewest = Math.min(
    ...variantsOf(plan).flatMap((variant) => [
      unitsOf(data, variant),
      ...goals.map((metric) => countedIn(data, metric, variant)),
    ]),
  );
  const toShow =
    data.daysRunning >= minimum.days &&
    fewest >= minimum.unitsPerVariant &&
    fewestEvents(plan, data) >= minimum.eventsPerVariant;
  return { toShow, toDecide: toShow && fewest >= minimum.unitsPerVariantToDecide };
}

/** Infinity when no goal metric counts events. */
function fewestEvents(plan: AnalysisPlan, data: LookData): number {
  const rates = plan.metrics.filter((metric) => metric.role === 'goal' && metric.kind === 'proportion');
  const counts = rates.map((metric) => {
    const arms = variantsOf(plan).map((variant) => armOf(data, metric.key, variant));
    const events = arms.reduce((sum, { n, mean }) => sum + n * mean, 0);
    const units = arms.reduce((sum, { n }) => sum + n, 0);
    const fewest = Math.min(...arms.map(({ n }) => n));
    // A product is off by a rounding error; without rounding, 25 events can read as 24.999….
    return units > 0 ? Math.round((events / units) * fewest) : 0;
  });
  return Math.min(...counts);
}
