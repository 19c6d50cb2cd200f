import { type Metric, maturityDays } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import type { ArmFigures, LookFigures } from '#ports/look-figures.ts';

/** Events of the goal in all variants, after the first exposure and on the day before it. */
export interface GoalEvents {
  readonly after: number;
  readonly before: number;
  /** Values that are no number. */
  readonly unusable: number;
}

/** What a gate reads beside the units. Each is null or left out if the plan has none. */
export interface GateFigures {
  readonly goalEvents: GoalEvents | null;
  readonly errors: Readonly<Record<string, ArmFigures>> | null;
}

/** How many events of the goal came, and how many on the day before the exposure; null for a goal that is known late. */
function eventsOf({ goal }: Plan): Metric | null {
  if (maturityDays(goal) > 0) return null;
  const { event, where, windowDays, name, description, desiredDirection } = goal;
  return {
    ...{ key: `${goal.key}.events`, name, description, desiredDirection },
    ...{ kind: 'mean', event, property: null, windowDays, covariateDays: 1 },
    ...(where === undefined ? {} : { where }),
  };
}

/** Everything that a gate asks for, in one question with the goal. */
export function gateMetrics(plan: Plan): readonly Metric[] {
  const events = eventsOf(plan);
  const errors = plan.watch?.errors;
  return [
    plan.goal,
    ...(events === null ? [] : [events]),
    ...(errors === undefined || errors.key === plan.goal.key ? [] : [errors]),
  ];
}

/** What the answer says of the events and of the errors. */
export function gateFigures(plan: Plan, { moments, unusable }: LookFigures): GateFigures {
  const events = eventsOf(plan);
  const arms = Object.values(events === null ? {} : (moments[events.key] ?? {}));
  const sum = (mean: (arm: ArmFigures) => number | null | undefined) =>
    Math.round(arms.reduce((all, arm) => all + arm.n * (mean(arm) ?? 0), 0));
  const errors = plan.watch?.errors;
  return {
    goalEvents:
      events === null
        ? null
        : {
            after: sum(({ mean }) => mean),
            before: sum(({ covariate }) => covariate?.mean),
            unusable: unusable[plan.goal.key] ?? 0,
          },
    errors: errors === undefined ? null : (moments[errors.key] ?? null),
  };
}
