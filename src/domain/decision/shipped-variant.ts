import { designOf, type Experiment } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { treatmentsOf } from '#domain/plan.ts';

/** The treatment that shipping means: the one that the rules name, or the only one; null if neither says which of several. */
export function shippableVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string | null {
  const treatments = treatmentsOf(designOf(experiment).plan);
  const [only] = treatments.length > 1 ? [] : treatments;
  // Of several treatments such a verdict names the one that goes.
  const { recommendation, variant } = snapshot.verdict;
  return (recommendation === 'drop-variant' ? null : variant) ?? only?.key ?? null;
}

/** The treatment that was shipped. */
export function shippedVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string {
  // Journals from before such a shipment was refused shipped the first of several.
  const [first] = treatmentsOf(designOf(experiment).plan);
  return shippableVariant(experiment, snapshot) ?? first?.key ?? 'treatment';
}
