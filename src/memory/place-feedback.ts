import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { WordHit } from './word-index.ts';

/** A hit with its past experiment. Its score is 0 or more. */
export interface Ranked extends WordHit {
  readonly past: PastExperiment;
}

/** So many of the best hits say which place is meant. */
const SPEAKING = 2;
/** What the place adds, beside a score of its own that is 1 for the best hit. */
const WEIGHT = 0.6;

/**
 * Ranks anew: experiments on the surface and with the metric of the best hits gain, those without a word of the search included. Who
 * tried the same thing before used other words for it, but rarely on another surface. Best first, then newest.
 */
export function withPlaces(
  hits: readonly Ranked[],
  all: ReadonlyMap<string, PastExperiment>,
): readonly Ranked[] {
  const meant = new Map<string, number>();
  for (const { past, score } of hits.slice(0, SPEAKING)) {
    meant.set(placeOf(past), Math.max(score, meant.get(placeOf(past)) ?? 0));
  }
  const own = new Map(hits.map(({ id, score }) => [id, score]));
  return [...all]
    .flatMap(([id, past]) => {
      const score = (own.get(id) ?? 0) + WEIGHT * (meant.get(placeOf(past)) ?? 0);
      return score === 0 ? [] : [{ id, past, score }];
    })
    .toSorted((a, b) => b.score - a.score || b.past.endedAt - a.past.endedAt);
}

function placeOf({ surface, goalMetric }: PastExperiment): string {
  return `${surface.toLowerCase()}\n${goalMetric.toLowerCase()}`;
}
