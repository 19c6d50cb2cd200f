import { criterion } from '#domain/decision/criterion.ts';
import { signOf } from '#domain/decision/leading-goal.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { goalNames, goalsOf, planForGoal } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/** The criteria that the third version of the rules added, over the readable comparisons of one treatment. */
export function furtherCriteria(plan: Plan, shown: readonly Comparison[]): readonly Criterion[] {
  return [goalNotWorse(plan, shown), guardrailsClear(plan, shown)];
}

/** The worst change of the goal that still counts as "not worse": its margin if it has one, else the lift worth having. */
export function goalMargin({ goal, request }: Plan): number {
  return goal.margin ?? request.smallestLift;
}

/** Asked of every goal; the figures are those of the goal with the least room. */
function goalNotWorse(plan: Plan, shown: readonly Comparison[]): Criterion {
  const goals = goalsOf(plan).map(({ key }) => roomOf(planForGoal(plan, key), shown));
  const known = goals.flatMap((one) => (one.room === null ? [] : [one.room]));
  const failed = known.some((room) => !(room > 0));
  const least = goals.find(({ room }) => room !== null && room === Math.min(...known)) ?? goals[0];
  const isMany = goals.length > 1;
  return criterion(
    'goal-not-worse',
    failed ? false : known.length < goals.length ? null : true,
    `${goalNames(plan, 'and')} ${isMany ? 'are' : 'is'} proven not to be worse by ${isMany ? 'their margins' : 'its margin'}`,
    least?.figures ?? {},
  );
}

/** How far the interval of the goal of a plan stays from its margin; null if it has none. */
function roomOf(plan: Plan, shown: readonly Comparison[]) {
  const own = (one: Comparison) => plan.otherGoals === undefined || one.metric === plan.goal.key;
  const interval = shown.find((one) => one.role === 'goal' && own(one))?.liftInterval ?? null;
  const margin = goalMargin(plan);
  const isRise = signOf(plan) === 1;
  const worst = interval === null ? null : isRise ? interval.lower : -interval.upper;
  return {
    room: worst === null ? null : worst + margin,
    figures: { margin, ...(worst === null ? {} : { worst: isRise ? worst : -worst }) },
  };
}

/** Asked of all guardrails, also of those that the size of the plan does not go by. */
function guardrailsClear({ guardrails }: Plan, shown: readonly Comparison[]): Criterion {
  const proven = guardrails.filter(({ metric }) =>
    shown.some(
      ({ role, metric: key, verdict }) =>
        role === 'guardrail' && key === metric.key && verdict === 'non-inferior',
    ),
  );
  return criterion(
    'guardrails-clear',
    shown.some(({ role }) => role === 'goal') ? proven.length === guardrails.length : null,
    'Every guardrail is proven to be within its margin',
    { proven: proven.length, guardrails: guardrails.length },
  );
}
