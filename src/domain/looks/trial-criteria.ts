import { findMetric } from '#domain/metric.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import type { TrialDetail } from '#stats/engine/details.ts';

/** What is asked of the trials of a file experiment. */
export interface TrialCriterion {
  readonly key: 'enough-trials' | 'difference' | 'size' | 'worth-having';
  readonly isMet: boolean;
}

/** From here on Cohen calls an effect small but real, in standard deviations. */
export const SMALL_EFFECT = 0.2;

/**
 * Each criterion of the trials, met or not, in the direction that the goal is wanted to go: ten trials in each arm, an interval
 * without 0, an effect that is not tiny, and a lift worth having. They describe; the registered rules decide.
 */
export function trialCriteria(
  plan: Plan,
  { metric, effect }: TrialDetail,
  comparison: Pick<Comparison, 'lift'> | null,
): readonly TrialCriterion[] {
  const falls = findMetric(plannedMetrics(plan), metric)?.desiredDirection === 'decrease';
  const gain = (value: number) => (falls ? -value : value);
  const lift = comparison?.lift ?? null;
  const low = effect === undefined ? 0 : falls ? -effect.interval.upper : effect.interval.lower;
  return [
    { key: 'enough-trials', isMet: effect !== undefined },
    { key: 'difference', isMet: effect !== undefined && low > 0 },
    { key: 'size', isMet: effect !== undefined && gain(effect.hedgesG) >= SMALL_EFFECT },
    { key: 'worth-having', isMet: lift !== null && gain(lift) >= plan.request.smallestLift },
  ];
}
