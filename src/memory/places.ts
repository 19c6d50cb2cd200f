import type { PastExperiment } from '#domain/memory/past-experiment.ts';

/** A surface by its name, however it is written. */
export function surfaceOf({ surface }: Pick<PastExperiment, 'surface'>): string {
  return surface.toLowerCase();
}

/** A surface with a metric. */
export function metricPlaceOf(past: Pick<PastExperiment, 'surface' | 'goalMetric'>): string {
  return `${surfaceOf(past)}\n${past.goalMetric.toLowerCase()}`;
}
