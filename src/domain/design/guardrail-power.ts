import { guardrailMissed } from '#domain/design/must-hold-size.ts';
import { looksFor } from '#domain/design/sizing.ts';
import { MINIMUM, plannedUnitsFor } from '#domain/looks/analysis-plan.ts';
import { type Baseline, controlOf, enteringDays, type Guardrail, type Plan } from '#domain/plan.ts';
import { expectedEvents } from '#stats/engine/expected-events.ts';
import { momentsFromVariance, NO_UNITS } from '#stats/moments/moments.ts';

/**
 * The plan with, for every guardrail, the chance that all its units prove it to be within its margin if nothing changes.
 * `baselines` are by metric key; a guardrail whose level was not read keeps without.
 */
export function withGuardrailPower(plan: Plan, baselines: Readonly<Record<string, Baseline>>): Plan {
  const guardrails = plan.guardrails.map((guardrail) => {
    const baseline = baselines[guardrail.metric.key];
    if (baseline === undefined) return guardrail;
    const tooRare = isTooRare(plan, guardrail, baseline) ? ({ tooRare: true } as const) : {};
    return { ...guardrail, power: { chance: chanceOf(plan, guardrail, baseline), ...tooRare } };
  });
  return { ...plan, guardrails };
}

/** Whether fewer events than a guardrail is judged by are to be expected in the smallest variant at the end. */
function isTooRare(plan: Plan, { metric }: Guardrail, { mean, variance }: Baseline): boolean {
  const smallest = Math.min(...plan.variants.map(({ allocation }) => allocation));
  const units = Math.floor(plannedUnitsFor(plan, metric) * smallest);
  const arm = units > 1 ? momentsFromVariance(units, mean, variance) : NO_UNITS;
  return expectedEvents([arm]) < MINIMUM.eventsPerVariant;
}

function chanceOf(plan: Plan, { metric, margin }: Guardrail, baseline: Baseline): number {
  const { sizing, goal, alpha, power, lookCadence: cadence } = plan;
  const split = plan.variants.map(({ allocation }) => allocation);
  const entering = enteringDays(sizing);
  const { guardrail } = looksFor({ cadence, split, alpha, power }, entering);
  const controlUnits = sizing.plannedUnits * (controlOf(plan)?.allocation ?? 0);
  const setting = { split, alpha, goal };
  const missed = guardrailMissed(setting, { metric, margin, baseline }, controlUnits, {
    entering,
    guardrail,
  });
  return Number((1 - missed).toFixed(4));
}
