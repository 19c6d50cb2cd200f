import { readableComparisons } from '#domain/decision/race.ts';
import { goalsOf, planForGoal } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

/** The goal that a treatment is judged by: its comparison, and the plan as if it were the first goal. */
export interface LeadingGoal {
  /** Missing if no goal of the treatment can be read. */
  readonly goal: Comparison | undefined;
  readonly plan: Plan;
}

/**
 * The goal by which one treatment is judged, from its readable comparisons: the first in the order of the plan that is proven better and
 * reaches the lift worth having, else the first that is proven better, else the first that can be read.
 */
export function leadingGoal(plan: Plan, shown: readonly Comparison[]): LeadingGoal {
  const goals = goalComparisons(plan, shown);
  const better = goals.filter(({ verdict }) => verdict === 'better');
  const goal = better.find((one) => reachesWorth(plan, one)) ?? better[0] ?? goals[0];
  return { goal, plan: goal === undefined ? plan : planForGoal(plan, goal.metric) };
}

/** The plan as if its first goal were the one by which a look judges a treatment. */
export function planByLeadingGoal(plan: Plan, analysis: Analysis, variant: string | null): Plan {
  if (plan.otherGoals === undefined) return plan;
  const shown = readableComparisons(analysis).filter((one) => one.variant === variant);
  return leadingGoal(plan, shown).plan;
}

/** The goals of one treatment that can be read, in the order of the plan. */
export function goalComparisons(plan: Plan, shown: readonly Comparison[]): readonly Comparison[] {
  const goals = shown.filter(({ role }) => role === 'goal');
  if (plan.otherGoals === undefined) return goals;
  return goalsOf(plan).flatMap(({ key }) => goals.find(({ metric }) => metric === key) ?? []);
}

function reachesWorth(plan: Plan, goal: Comparison): boolean {
  const reach = reachOf(goal, signOf(planForGoal(plan, goal.metric)));
  return reach !== null && reach >= plan.request.smallestLift;
}

/** 1 if the goal of a plan should rise, -1 if it should fall. */
export function signOf({ goal }: Pick<Plan, 'goal'>): 1 | -1 {
  return goal.desiredDirection === 'increase' ? 1 : -1;
}

/**
 * The end of the lift's interval in the wanted direction, without bound if the control level cannot be told from 0; null if no
 * lift can be stated.
 */
export function reachOf({ lift, liftInterval }: Comparison, sign: 1 | -1): number | null {
  if (lift === null) return null;
  if (liftInterval === null) return sign === 1 ? Number.POSITIVE_INFINITY : null;
  return sign === 1 ? liftInterval.upper : -liftInterval.lower;
}
