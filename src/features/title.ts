import type { Experiment } from '#domain/experiment.ts';
import { saidPlainly } from '#features/said.ts';

/** The title that people know an experiment by: the plan's, or the first words of the idea. */
export function titleOf(experiment: Experiment): string {
  return saidPlainly(experiment.design?.plan.title ?? experiment.request.idea);
}
