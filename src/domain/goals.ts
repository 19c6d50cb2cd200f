import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import { listed } from '#shared/listed.ts';

/** Goals that a plan may register: each further one takes a share of alpha from the others. */
export const MOST_GOALS = 3;

/** The goals of a plan in their order; the first one sizes it. */
export function goalsOf({ goal, otherGoals = [] }: Pick<Plan, 'goal' | 'otherGoals'>): readonly Metric[] {
  return [goal, ...otherGoals];
}

/** The metrics that a request makes goals, by key, the first one first. */
export function goalKeysOf({
  goalMetric,
  otherGoals = [],
}: Pick<ExperimentRequest, 'goalMetric' | 'otherGoals'>): readonly string[] {
  return [goalMetric, ...otherGoals];
}

/** The plan as if this goal were its first: what is asked of a goal is asked of each. The plan itself if it is the first, or no goal of it. */
export function planForGoal(plan: Plan, key: string): Plan {
  const goal = (plan.otherGoals ?? []).find((metric) => metric.key === key);
  return goal === undefined ? plan : { ...plan, goal };
}

/** The names of the goals: "Retention", "Retention or Revenue", "Retention, Revenue or Visits". */
export function goalNames(plan: Pick<Plan, 'goal' | 'otherGoals'>, word: 'and' | 'or'): string {
  return listed(
    goalsOf(plan).map(({ name }) => name),
    word,
  );
}
