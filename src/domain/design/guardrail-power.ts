import { guardrailMissed } from '#domain/design/must-hold-size.ts';
import { looksFor } from '#domain/design/sizing.ts';
import { type Baseline, controlOf, type Guardrail, type Plan } from '#domain/plan.ts';

/**
 * The plan with, for every guardrail, the chance that all its units prove it to be within its margin if nothing changes.
 * `baselines` are by metric key; a guardrail whose level was not read keeps without.
 */
export function withGuardrailPower(plan: Plan, baselines: Readonly<Record<string, Baseline>>): Plan {
  const guardrails = plan.guardrails.map((guardrail) => {
    const baseline = baselines[guardrail.metric.key];
    return baseline === undefined
      ? guardrail
      : { ...guardrail, power: { chance: chanceOf(plan, guardrail, baseline) } };
  });
  return { ...plan, guardrails };
}

function chanceOf(plan: Plan, { metric, margin }: Guardrail, baseline: Baseline): number {
  const { sizing, goal, alpha, power, lookCadence: cadence } = plan;
  const split = plan.variants.map(({ allocation }) => allocation);
  const entering = sizing.days - (sizing.waitDays ?? 0);
  const { guardrail } = looksFor({ cadence, split, alpha, power }, entering);
  const controlUnits = sizing.plannedUnits * (controlOf(plan)?.allocation ?? 0);
  const setting = { split, alpha, goal };
  const missed = guardrailMissed(setting, { metric, margin, baseline }, controlUnits, {
    entering,
    guardrail,
  });
  return Number((1 - missed).toFixed(4));
}
