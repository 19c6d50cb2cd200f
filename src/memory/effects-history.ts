import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { EffectsHistory } from '#ports/memory.ts';

/** What these past experiments did, all of one metric; the newest first in `keys`. */
export function effectsHistory(pasts: readonly PastExperiment[]): EffectsHistory {
  const decided = pasts.filter(({ outcome }) => outcome !== 'cancelled');
  const measured = decided
    .filter(({ effect }) => effect !== null)
    .toSorted((a, b) => b.endedAt - a.endedAt || (a.key < b.key ? -1 : 1));
  const effects = measured.flatMap(({ effect }) => (effect === null ? [] : [effect.relative]));
  const sorted = effects.toSorted((a, b) => a - b);
  const sizes = effects.map(Math.abs).toSorted((a, b) => a - b);
  const quantile = (p: number) => quantileOf(sorted, p);
  return {
    count: measured.length,
    decided: decided.length,
    shipped: decided.filter(({ outcome }) => outcome === 'shipped').length,
    quantiles:
      sorted.length === 0
        ? null
        : {
            p10: quantile(0.1),
            p25: quantile(0.25),
            p50: quantile(0.5),
            p75: quantile(0.75),
            p90: quantile(0.9),
          },
    medianSize: sizes.length === 0 ? null : quantileOf(sizes, 0.5),
    keys: measured.map(({ key }) => key),
  };
}

/** Between the two nearest values, linear (Hyndman and Fan, type 7); the values ascend, at least one. */
function quantileOf(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
