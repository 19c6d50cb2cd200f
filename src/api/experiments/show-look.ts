import { isoMoment } from '#api/schemas/common-schemas.ts';
import type { LookJson, ReadingJson } from '#api/schemas/look-schema.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { headlineWords, provenWords, shownComparisons } from '#features/analyse-experiment/facts.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/** Units, health and harm of a reading: nothing of it is an effect. */
export function showReading(snapshot: AnalysisSnapshot): ReadingJson {
  const { at, from, until, analysis, verdict, cost = null } = snapshot;
  const { units, informationFraction, health } = analysis;
  return {
    ...{
      at: isoMoment(at),
      from: isoMoment(from),
      until: isoMoment(until),
      units,
      share: informationFraction,
    },
    health: {
      state: health.state,
      checks: health.checks.map(({ key, state, figures }) => ({ key, state, figures: finite(figures) })),
    },
    harmed: (verdict.harmed ?? []).map(({ variant, metric, byBot }) => ({ variant, metric, byBot })),
    cost: cost && { bytes: cost.bytes, seconds: cost.seconds },
  };
}

/** One look, its effects covered exactly as far as its report covers them. */
export function showLook(plan: Plan, snapshot: AnalysisSnapshot): LookJson {
  const { analysis, verdict } = snapshot;
  return {
    ...{ look: analysis.look, plannedLooks: analysis.plannedLooks, isFinal: analysis.final },
    reading: showReading(snapshot),
    effects: analysis.show === 'effects' ? 'shown' : 'hidden',
    headline: headlineWords(plan, snapshot),
    recommendation: verdict.recommendation,
    comparisons: shownComparisons(analysis).map(showComparison),
  };
}

/** One comparison whose effect may be shown. */
export function showComparison(one: Comparison): LookJson['comparisons'][number] {
  return {
    ...{ metric: one.metric, role: one.role, variant: one.variant },
    ...{ controlUnits: one.controlUnits, treatmentUnits: one.treatmentUnits },
    ...{ controlMean: one.controlMean, treatmentMean: one.treatmentMean },
    ...{ lift: one.lift, liftInterval: one.liftInterval, adjustedPValue: one.adjustedPValue },
    ...{ verdict: one.verdict, words: provenWords(one) },
  };
}

/** JSON has no figure that is none. */
function finite(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)));
}
