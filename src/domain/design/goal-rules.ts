import type { PolicyRule } from '#domain/design/policy-rule.ts';
import { goalsOf, MOST_GOALS } from '#domain/goals.ts';
import { MINIMUM, plannedUnitsFor } from '#domain/looks/analysis-plan.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';

/** What the goals of a plan must be. */
export const GOAL_RULES: readonly PolicyRule[] = [
  {
    rule: 'goals',
    broken: (plan) => goalsOf(plan).length > MOST_GOALS,
    message: () => `There may be at most ${MOST_GOALS} goals. Read the others as secondary metrics.`,
  },
  {
    rule: 'distinct-goals',
    broken: (plan) => new Set(goalsOf(plan).map(({ key }) => key)).size !== goalsOf(plan).length,
    message: () => 'A metric is a goal twice. Choose each goal once.',
  },
  {
    rule: 'goal-is-no-guardrail',
    broken: (plan) => guardedGoal(plan) !== undefined,
    message: (plan) =>
      `"${guardedGoal(plan)?.name}" is the goal and cannot be its own guardrail. Choose another guardrail.`,
  },
  {
    rule: 'goal-is-not-secondary',
    broken: (plan) => goalsOf(plan).some(({ key }) => plan.secondary.some((one) => one.key === key)),
    message: () => 'A goal is a secondary metric, too. A metric has one role.',
  },
  {
    rule: 'goal-falls-too-far',
    broken: (plan) => fallingGoal(plan) !== undefined,
    message: (plan) =>
      `"${fallingGoal(plan)?.name}" cannot fall by 100 % or more. Choose a smallest lift worth having below 100 %, which every goal can reach.`,
  },
  {
    rule: 'goal-too-late',
    broken: (plan) => lateGoal(plan) !== undefined,
    message: (plan) =>
      `"${lateGoal(plan)?.name}" is known ${maturityDays(lateGoal(plan) ?? plan.goal)} days after a unit came, so too few units count for it by the end. Make it the first goal, or take it out of the goals.`,
  },
];

function guardedGoal(plan: Plan): Metric | undefined {
  return goalsOf(plan).find(({ key }) => plan.guardrails.some(({ metric }) => metric.key === key));
}

/** The lift worth having holds for every goal, and nothing falls by all of its level. */
function fallingGoal({ otherGoals = [], request }: Plan): Metric | undefined {
  return otherGoals.find((goal) => goal.desiredDirection === 'decrease' && request.smallestLift >= 1);
}

/** The size is for the units of the first goal; another one may count much fewer. */
function lateGoal(plan: Plan): Metric | undefined {
  const smallest = Math.min(...plan.variants.map(({ allocation }) => allocation));
  return (plan.otherGoals ?? []).find(
    (goal) => plannedUnitsFor(plan, goal) * smallest < MINIMUM.unitsPerVariantToDecide,
  );
}
