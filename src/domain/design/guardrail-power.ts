import { plannedUnitsFor } from '#domain/looks/analysis-plan.ts';
import type { Baseline, Guardrail, GuardrailPower, Plan } from '#domain/plan.ts';
import { treatmentsOf } from '#domain/plan.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';

/** How often all guardrails that must be proven may together stand in the way of a good change by chance. */
const CHANCE_LOST = 0.05;

/**
 * The plan with, for every guardrail, the chance that its size proves it to be within its margin, and whether it is asked
 * to. The size goes by the goal alone: if every guardrail had to be proven, a rare one would keep each good change from
 * shipping. So only those are asked for the proof that this size gives nearly surely; the others veto what is proven
 * worse. A guardrail whose level was not read keeps the proof. `baselines` are by metric key.
 */
export function withGuardrailPower(plan: Plan, baselines: Readonly<Record<string, Baseline>>): Plan {
  const least = 1 - CHANCE_LOST / Math.max(1, plan.guardrails.length);
  const guardrails = plan.guardrails.map((guardrail) => {
    const baseline = baselines[guardrail.metric.key];
    if (baseline === undefined) return guardrail;
    const power = powerOf(plan, guardrail, baseline);
    return { ...guardrail, sizedFor: power.chance >= least, power };
  });
  return { ...plan, guardrails };
}

/** The guardrails that are not asked for the proof, with their figures. */
export function weakGuardrails({ guardrails }: Plan) {
  return guardrails.flatMap(({ metric, margin, power, sizedFor }) =>
    power !== undefined && sizedFor === false ? [{ metric, margin, ...power }] : [],
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
