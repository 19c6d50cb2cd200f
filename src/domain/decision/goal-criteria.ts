import { criterion } from '#domain/decision/criterion.ts';
import { goalComparisons, leadingGoal, reachOf, signOf } from '#domain/decision/leading-goal.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { goalNames } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/**
 * What is asked of the goals of one treatment, from its readable comparisons: that one of them is proven better and reaches the lift
 * worth having, and that none is proven worse.
 */
export function goalCriteria(plan: Plan, shown: readonly Comparison[]): readonly Criterion[] {
  const { goal, plan: leading } = leadingGoal(plan, shown);
  const isBetter = goal?.verdict === 'better';
  const worse = goalComparisons(plan, shown).find(({ verdict }) => verdict === 'worse');
  return [
    criterion(
      'goal-proven',
      goal === undefined ? null : isBetter,
      `${isBetter ? leading.goal.name : goalNames(plan, 'or')} is proven better`,
      statisticOf(goal),
    ),
    reachCriterion(leading, goal),
    criterion(
      'goal-harmed',
      goal === undefined ? null : worse !== undefined,
      `${goalNames(plan, 'or')} is proven worse`,
      statisticOf(worse ?? goal),
    ),
  ];
}

function reachCriterion(plan: Plan, goal: Comparison | undefined): Criterion {
  const { smallestLift } = plan.request;
  const sign = signOf(plan);
  const reach = goal === undefined ? null : reachOf(goal, sign);
  return criterion(
    'reach-worth-having',
    reach === null ? null : reach >= smallestLift,
    'The interval reaches the smallest lift worth having',
    {
      ...liftOf(goal),
      smallestLift,
      ...(reach === null || !Number.isFinite(reach) ? {} : { reach: sign * reach }),
    },
  );
}

function liftOf(goal: Comparison | undefined): Readonly<Record<string, number>> {
  return goal === undefined || goal.lift === null ? {} : { lift: goal.lift };
}

function statisticOf(goal: Comparison | undefined): Readonly<Record<string, number>> {
  return goal === undefined
    ? {}
    : { ...liftOf(goal), statistic: goal.statistic, criticalValue: goal.criticalValue };
}
