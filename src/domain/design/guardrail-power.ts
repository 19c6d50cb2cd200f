import { plannedUnitsFor } from '#domain/looks/analysis-plan.ts';
import type { Baseline, Guardrail, GuardrailPower, Plan } from '#domain/plan.ts';
import { treatmentsOf } from '#domain/plan.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';

/** Below this chance a guardrail is more likely than not to stand in the way of shipping, though nothing is wrong. */
export const LEAST_GUARDRAIL_POWER = 0.5;

/**
 * The plan with, for every guardrail, the chance that it can be proven to be within its margin. The size goes by the goal
 * alone, so a rare guardrail may be out of reach, and then nothing can ship. `baselines` are by metric key.
 */
export function withGuardrailPower(plan: Plan, baselines: Readonly<Record<string, Baseline>>): Plan {
  const guardrails = plan.guardrails.map((guardrail) => {
    const baseline = baselines[guardrail.metric.key];
    return baseline === undefined ? guardrail : { ...guardrail, power: powerOf(plan, guardrail, baseline) };
  });
  return { ...plan, guardrails };
}

/** The guardrails that are unlikely to be proven, with their figures. */
export function weakGuardrails({ guardrails }: Plan) {
  return guardrails.flatMap(({ metric, margin, power }) =>
    power !== undefined && power.chance < LEAST_GUARDRAIL_POWER ? [{ metric, margin, ...power }] : [],
  );
}

/** One-sided at half the error rate, as guardrails are judged, if the metric does not change; the looks cost their share. */
function powerOf(plan: Plan, { metric, margin }: Guardrail, { mean, variance }: Baseline): GuardrailPower {
  const { alpha, sizing } = plan;
  const planned = plannedUnitsFor(plan, metric);
  const smallest = Math.min(...treatmentsOf(plan).map(({ allocation }) => allocation));
  const controlShare = 1 - treatmentsOf(plan).reduce((sum, { allocation }) => sum + allocation, 0);
  const effect = margin * Math.abs(mean);
  const found = powerForMeans({
    standardizedEffect: effect / Math.sqrt(variance),
    controlUnits: (planned * controlShare) / sizing.inflation,
    treatmentUnits: (planned * smallest) / sizing.inflation,
    alpha: alpha / 2,
    sided: 1,
    method: 'z',
  });
  const size = sampleSizeForNonInferiority({ variance, margin: effect, alpha: alpha / 2, power: plan.power });
  return {
    chance: found.kind === 'ok' ? Number(found.power.toFixed(4)) : 0,
    unitsPerVariant: Math.floor(planned * Math.min(smallest, controlShare)),
    unitsNeeded: size.kind === 'ok' ? Math.ceil(size.unitsPerVariant * sizing.inflation) : null,
  };
}
