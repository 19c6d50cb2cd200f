import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';
import type { AnalysisPlan, MetricSpec } from '#stats/analysis.ts';

/** Below these a thread shows progress and health, not effects; below the last nothing is decided. */
export const MINIMUM = {
  days: 7,
  unitsPerVariant: 100,
  eventsPerVariant: 25,
  unitsPerVariantToDecide: 1_000,
} as const;

/** The registered analysis of a plan, in the words of the statistics. */
export function analysisPlanOf(plan: Plan): AnalysisPlan {
  const goal: MetricSpec = { ...specOf(plan.goal), role: 'goal', margin: null };
  const guardrails = plan.guardrails.map(
    ({ metric, margin }): MetricSpec => ({ ...specOf(metric), role: 'guardrail', margin }),
  );
  const secondary = plan.secondary.map(
    (metric): MetricSpec => ({ ...specOf(metric), role: 'secondary', margin: null }),
  );
  return {
    control: controlOf(plan)?.key ?? 'control',
    treatments: treatmentsOf(plan).map(({ key }) => key),
    allocation: Object.fromEntries(plan.variants.map(({ key, allocation }) => [key, allocation])),
    metrics: [goal, ...guardrails, ...secondary],
    alpha: plan.alpha,
    plannedUnits: plan.sizing.plannedUnits,
    plannedLooks: plan.sizing.plannedLooks,
    monitoring: 'spending',
    smallestLift: plan.request.smallestLift,
    minimum: MINIMUM,
    srmAlpha: 0.001,
  };
}

function specOf({ key, kind, desiredDirection }: Plan['goal']) {
  return { key, kind, desiredDirection };
}
