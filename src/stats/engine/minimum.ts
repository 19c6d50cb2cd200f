import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { rawArmOf, unitsOf, variantsOf } from './arms.ts';
import { countedIn } from './counted.ts';
import { expectedEvents } from './expected-events.ts';

/** Whether effects may be shown, and whether a decision may be taken on them. */
export interface MinimumReached {
  readonly toShow: boolean;
  readonly toDecide: boolean;
}

/**
 * The registered minimum: days, units in every variant that count for the goal, and events of the goal to be expected
 * in every variant; to decide, also `unitsPerVariantToDecide`. Expected by the level of all variants together: counted per
 * arm, a treatment that removes the events it is to reduce could never be shown.
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

/** Infinity when there is no goal metric. */
function fewestEvents(plan: AnalysisPlan, data: LookData): number {
  const goals = plan.metrics.filter((metric) => metric.role === 'goal');
  return Math.min(
    ...goals.map((metric) =>
      expectedEvents(variantsOf(plan).map((variant) => rawArmOf(data, metric.key, variant))),
    ),
  );
}
