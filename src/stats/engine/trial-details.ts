import { compareTrials } from '#stats/means/compare-trials.ts';
import type { AnalysisPlan, LookData } from './analysis.ts';
import { rawArmOf } from './arms.ts';
import type { TrialDetail } from './details.ts';

/**
 * The goals of each treatment, described as trials by the values themselves. A metric of another kind than a mean or a proportion has
 * no such values. Nothing of it decides.
 */
export function trialDetails(plan: AnalysisPlan, data: LookData): readonly TrialDetail[] {
  const { dropped = [] } = data;
  const goals = plan.metrics.filter(
    ({ role, kind }) => role === 'goal' && (kind === 'mean' || kind === 'proportion'),
  );
  const inRace = plan.treatments.filter((variant) => !dropped.includes(variant));
  return goals.flatMap(({ key }) =>
    inRace.map((variant): TrialDetail => {
      const arms = { control: rawArmOf(data, key, plan.control), treatment: rawArmOf(data, key, variant) };
      const trials = { controlTrials: arms.control.n, treatmentTrials: arms.treatment.n };
      const of = { metric: key, variant, ...trials };
      const found = compareTrials({ ...arms, alpha: plan.alpha });
      if (found.kind === 'refused') return { ...of, refused: found.reason };
      const { absoluteEffect, pValue, confidenceInterval, cohenD, hedgesG } = found;
      return { ...of, effect: { absoluteEffect, pValue, interval: confidenceInterval, cohenD, hedgesG } };
    }),
  );
}
