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
 * The registered minimum: days, units in every variant that count for the first goal, and events of it to be expected
 * in every variant (other goals are judged from so many events on, each by itself); to decide, also `unitsPerVariantToDecide`. Expected by the level of all variants together: counted per
 * arm, a treatment that removes the events it is to reduce could never be shown.
 */
export function assessMinimum(plan: AnalysisPlan, data: LookData): MinimumReached {
  const { minimum } = plan;
  const goal = plan.metrics.find((metric) => metric.role === 'goal');
  const fewest = Math.min(
    ...variantsOf(plan).flatMap((variant) => [
      unitsOf(data, variant),
      ...(goal === undefined ? [] : [countedIn(data, goal, variant)]),
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
  const goal = plan.metrics.find((metric) => metric.role === 'goal');
  if (goal === undefined) return Number.POSITIVE_INFINITY;
  return expectedEvents(variantsOf(plan).map((variant) => rawArmOf(data, goal.key, variant)));
}
