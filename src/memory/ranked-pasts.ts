import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createPlaceIndex } from './place-index.ts';
import { createWordIndex } from './word-index.ts';

/** An experiment that words find. */
export interface RankedPast {
  readonly id: string;
  readonly past: PastExperiment;
  readonly score: number;
}

/** Past experiments ranked by the words of a search. */
export interface RankedPasts {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** The best first, then the newest: those that share a word with the search, or stand where others do. */
  ranked(words: string): readonly RankedPast[];
}

const OWN = {
  boost: { title: 2, idea: 2, hypothesis: 1, learning: 0.5, surface: 1, goalMetric: 0.5, key: 2 },
  bm25: { k: 1.2, b: 0.7, d: 0.5 },
};
/** What a place that fits best adds, beside 1 for the experiment whose own words do. */
const OF_SURFACE = 1;
const OF_PLACE = 1;

/**
 * Ranks experiments by their own words, and by how well the words fit all that was tried on the same surface, and there with the same metric:
 * who tried the same thing before used other words for it, but rarely on another surface.
 */
export function createRankedPasts(): RankedPasts {
  const pasts = new Map<string, PastExperiment>();
  const own = createWordIndex(OWN);
  const surfaces = createPlaceIndex(surfaceOf);
  const places = createPlaceIndex(placeOf);
  return {
    put: (id, past) => {
      pasts.set(id, past);
      const { title, idea, hypothesis, surface, goalMetric, key } = past;
      own.put(id, { title, idea, hypothesis, surface, goalMetric, key, learning: past.learning ?? '' });
      surfaces.put(id, past);
      places.put(id, past);
    },
    remove: (id) => {
      pasts.delete(id);
      own.remove(id);
      surfaces.remove(id);
      places.remove(id);
    },
    ranked: (words) => {
      const scores = new Map(own.find(words).map(({ id, score }) => [id, score]));
      const [bySurface, byPlace] = [surfaces.fitting(words), places.fitting(words)];
      return [...pasts]
        .flatMap(([id, past]) => {
          const ofSurface = OF_SURFACE * (bySurface.get(surfaceOf(past)) ?? 0);
          const score = (scores.get(id) ?? 0) + ofSurface + OF_PLACE * (byPlace.get(placeOf(past)) ?? 0);
          return score === 0 ? [] : [{ id, past, score }];
        })
        .toSorted((a, b) => b.score - a.score || b.past.endedAt - a.past.endedAt);
    },
  };
}

function surfaceOf({ surface }: PastExperiment): string {
  return surface.toLowerCase();
}

function placeOf({ surface, goalMetric }: PastExperiment): string {
  return `${surface.toLowerCase()}\n${goalMetric.toLowerCase()}`;
}
