import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { START } from '#test/support/experiments.ts';

/** A past experiment of the test, with what matters to it. */
export function past(
  changes: Partial<PastExperiment> & Pick<PastExperiment, 'key' | 'idea'>,
): PastExperiment {
  return {
    title: changes.idea,
    hypothesis: '',
    surface: 'home',
    goalMetric: 'orders',
    outcome: 'killed',
    effect: null,
    learning: null,
    endedAt: START,
    channel: null,
    ...changes,
  };
}
