import type { AnalysisSnapshot, Experiment } from '#domain/experiment.ts';
import { treatmentsOf } from '#domain/plan.ts';

/** The treatment that shipping means: the one that the rules name, or the only one; null if neither says which of several. */
export function shippableVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string | null {
  const treatments = experiment.plan === null ? [] : treatmentsOf(experiment.plan);
  const [only] = treatments.length > 1 ? [] : treatments;
  return snapshot.verdict.variant ?? only?.key ?? null;
}

/** The treatment that was shipped. */
export function shippedVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string {
  // Journals from before such a shipment was refused shipped the first of several.
  const treatments = experiment.plan === null ? [] : treatmentsOf(experiment.plan);
  return shippableVariant(experiment, snapshot) ?? treatments[0]?.key ?? 'treatment';
}
