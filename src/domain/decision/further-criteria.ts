import { criterion } from '#domain/decision/criterion.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
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

function goalNotWorse(plan: Plan, shown: readonly Comparison[]): Criterion {
  const interval = shown.find(({ role }) => role === 'goal')?.liftInterval ?? null;
  const margin = goalMargin(plan);
  const isRise = plan.goal.desiredDirection === 'increase';
  const worst = interval === null ? null : isRise ? interval.lower : -interval.upper;
  return criterion(
    'goal-not-worse',
    worst === null ? null : worst > -margin,
    `${plan.goal.name} is proven not to be worse by its margin`,
    { margin, ...(worst === null ? {} : { worst: isRise ? worst : -worst }) },
  );
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
