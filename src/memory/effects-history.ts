import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { EffectsHistory } from '#ports/memory.ts';

/** What these past experiments did, all of one metric. */
export function effectsHistory(pasts: readonly PastExperiment[]): EffectsHistory {
  const sizes = pasts
    .flatMap(({ outcome, effect }) =>
      outcome === 'cancelled' || effect === null ? [] : [Math.abs(effect.relative)],
    )
    .toSorted((a, b) => a - b);
  const middle = (sizes.length - 1) / 2;
  const [low, high] = [sizes[Math.floor(middle)], sizes[Math.ceil(middle)]];
  return {
    count: sizes.length,
    medianSize: low === undefined || high === undefined ? null : (low + high) / 2,
  };
}
