import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { asShares, createPlaceIndex } from './place-index.ts';
import { metricPlaceOf, surfaceOf } from './places.ts';
import { createRarity } from './rarity.ts';
import { meaningOf, nearness, type WordsByTerm, wordsByTerm } from './text-meaning.ts';
import { createWordIndex } from './word-index.ts';
import type { WordMeanings } from './word-pieces.ts';

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
  /** The best first, then the newest: those that share a word with the search, stand where others do, or mean something like it. */
  ranked(words: string): readonly RankedPast[];
}

const OWN = {
  boost: { title: 2, idea: 2, hypothesis: 1, learning: 0.5, surface: 1, goalMetric: 0.5, key: 2 },
  bm25: { k: 1.2, b: 0.7, d: 0.5 },
};
/** From this nearness of meaning on an experiment is found without a word in common: every text has some. */
const FOUND_FROM = 0.4;

/**
 * Ranks experiments by their own words, by how well the words fit all that was tried on the same surface, and there with the same metric, and by
 * what the words of both mean: who tried the same thing before used other words for it, but rarely on another surface. The best in each
 * respect gets 1: weights of their own found no more.
 */
export function createRankedPasts(meanings: WordMeanings): RankedPasts {
  const pasts = new Map<string, PastExperiment>();
  const texts = new Map<string, WordsByTerm>();
  // A meaning rests on how rare words are among all experiments, so it holds until one comes or goes.
  const meant = new Map<string, Float32Array | null>();
  const rarity = createRarity();
  const own = createWordIndex(OWN);
  const needs = { rarity: rarity.of, meanings };
  const surfaces = createPlaceIndex({ ...needs, placeOf: surfaceOf });
  const places = createPlaceIndex({ ...needs, placeOf: metricPlaceOf });
  const remove = (id: string) => {
    const words = texts.get(id);
    if (words !== undefined) rarity.remove(words.keys());
    pasts.delete(id);
    texts.delete(id);
    meant.clear();
    for (const index of [own, surfaces, places]) index.remove(id);
  };
  return {
    put: (id, past) => {
      remove(id);
      pasts.set(id, past);
      const { title, idea, hypothesis, surface, goalMetric, key } = past;
      const fields = { title, idea, hypothesis, surface, goalMetric, key, learning: past.learning ?? '' };
      own.put(id, fields);
      surfaces.put(id, past);
      places.put(id, past);
      const words = wordsByTerm(Object.values(fields).join('\n'));
      texts.set(id, words);
      rarity.add(words.keys());
    },
    remove,
    ranked: (words) => {
      const asked = meaningOf(wordsByTerm(words), rarity.of, meanings);
      const near = [...texts].map(([id, text]) => {
        const meaning = meant.get(id) ?? meaningOf(text, rarity.of, meanings);
        meant.set(id, meaning);
        return [id, nearness(asked, meaning)] as const;
      });
      const ofOwn = new Map(own.find(words).map(({ id, score }) => [id, score]));
      const ofMeaning = asShares(near);
      const alike = new Set(near.flatMap(([id, nearness]) => (nearness >= FOUND_FROM ? [id] : [])));
      const [ofSurface, ofPlace] = [surfaces.fitting(words), places.fitting(words)];
      return [...pasts]
        .flatMap(([id, past]) => {
          const place = metricPlaceOf(past);
          const byWords =
            (ofOwn.get(id) ?? 0) +
            (ofSurface.words.get(surfaceOf(past)) ?? 0) +
            (ofPlace.words.get(place) ?? 0);
          const byMeaning = (ofMeaning.get(id) ?? 0) + (ofPlace.meaning.get(place) ?? 0);
          return byWords === 0 && !alike.has(id) ? [] : [{ id, past, score: byWords + byMeaning }];
        })
        .toSorted((a, b) => b.score - a.score || b.past.endedAt - a.past.endedAt);
    },
  };
}
