import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import type { Plan } from '#domain/plan.ts';
import type { AnalysisPlan } from '#stats/engine/analysis.ts';
import type { DrawnFields, Kind, ScenarioCase } from './case-fields.ts';
import { planOfCase } from './plan-of.ts';

/** The registered plan of a scenario, and the same in the words of the statistics. */
export interface ScenarioPlan {
  readonly plan: Plan;
  readonly registered: AnalysisPlan;
}

/** Every metric of a scenario, goals first. */
export function drawnMetrics({
  goal,
  otherGoals = [],
  guardrails,
  secondary = [],
}: ScenarioCase): readonly DrawnFields[] {
  return [goal, ...otherGoals, ...guardrails, ...secondary];
}

/** What a scenario registers: its last look is the registered end. */
export function planOfScenario(one: ScenarioCase): ScenarioPlan {
  const { goal, otherGoals, guardrails, secondary = [], lookDays } = one;
  const delays = drawnMetrics(one).map(({ key, delayDays = 0 }) => [key, delayDays] as const);
  const longest = Math.max(...delays.map(([, days]) => days));
  const fields = {
    allocation: one.variants,
    goal: { ...withKind(goal), smallestLift: goal.smallestLift },
    ...(otherGoals === undefined ? {} : { otherGoals: otherGoals.map(withKind) }),
    guardrails: guardrails.map((guardrail) => ({
      ...withKind(guardrail),
      margin: guardrail.margin,
      sizedFor: guardrail.sizedFor,
    })),
    secondary: secondary.map(withKind),
    alpha: one.alpha,
    plannedUnits: one.plannedUnits,
    plannedDays: one.days + longest,
    looks: one.looks,
    plannedLooks: lookDays.length,
  };
  const plan = planOfCase(one.id, fields, Object.fromEntries(delays));
  // No unit enters while the last ones are awaited, so that at the end every metric counts the same units.
  const registered = analysisPlanOf(plan);
  const metrics = registered.metrics.map((metric) =>
    metric.plannedUnits === undefined ? metric : { ...metric, plannedUnits: one.plannedUnits },
  );
  return { plan, registered: { ...registered, metrics } };
}

function withKind({ key, direction, distribution }: DrawnFields) {
  const kind: Kind = distribution.kind === 'rate' ? 'proportion' : 'mean';
  return { key, direction, kind };
}
