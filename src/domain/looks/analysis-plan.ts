import { goalsOf } from '#domain/goals.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import { controlOf, enteringDays, type Plan, treatmentsOf } from '#domain/plan.ts';
import type { AnalysisPlan, MetricSpec } from '#stats/engine/analysis.ts';

/** Below these a thread shows progress and health, not effects; below the last nothing is decided. */
export const MINIMUM = {
  days: 7,
  unitsPerVariant: 100,
  eventsPerVariant: 25,
  unitsPerVariantToDecide: 1_000,
} as const;

/** The registered analysis of a plan, in the words of the statistics. */
export function analysisPlanOf(plan: Plan): AnalysisPlan {
  const goals = goalsOf(plan).map(
    (metric): MetricSpec => ({ ...specOf(plan, metric), role: 'goal', margin: null }),
  );
  const guardrails = plan.guardrails.map(
    ({ metric, margin }): MetricSpec => ({ ...specOf(plan, metric), role: 'guardrail', margin }),
  );
  const secondary = plan.secondary.map(
    (metric): MetricSpec => ({ ...specOf(plan, metric), role: 'secondary', margin: null }),
  );
  return {
    control: controlOf(plan)?.key ?? 'control',
    treatments: treatmentsOf(plan).map(({ key }) => key),
    allocation: Object.fromEntries(plan.variants.map(({ key, allocation }) => [key, allocation])),
    metrics: [...goals, ...guardrails, ...secondary],
    alpha: plan.alpha,
    plannedUnits: plan.sizing.plannedUnits,
    plannedLooks: plan.sizing.plannedLooks,
    monitoring: 'spending',
    smallestLift: plan.request.smallestLift,
    minimum: MINIMUM,
    srmAlpha: 0.001,
  };
}

function specOf(plan: Plan, metric: Metric) {
  const { key, kind, desiredDirection } = metric;
  const differs = maturityDays(metric) > 0 || (plan.sizing.waitDays ?? 0) > 0;
  return {
    key,
    kind,
    desiredDirection,
    ...(differs ? { plannedUnits: Math.max(1, plannedUnitsFor(plan, metric)) } : {}),
  };
}

/**
 * Units over all variants that count for a metric at the registered end: those that enter early enough for their window
 * to be over by then. 0 if none does. For the first goal the size was computed for just these.
 */
export function plannedUnitsFor({ sizing, goal }: Plan, metric: Metric): number {
  if (metric.key === goal.key) return sizing.plannedUnits;
  return Math.max(0, sizing.plannedUnits * ((sizing.days - maturityDays(metric)) / enteringDays(sizing)));
}
