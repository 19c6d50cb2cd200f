import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from './state.ts';

/** The newest reading of the data, scheduled or not; null before the first. */
export function newestReading(experiment: Experiment): AnalysisSnapshot | null {
  const { watch } = experiment.looks;
  const scheduled = latestSnapshot(experiment);
  if (scheduled === null || watch === null) return scheduled ?? watch;
  return watch.until > scheduled.until ? watch : scheduled;
}
