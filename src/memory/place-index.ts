import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { meaningOf, nearness, wordsByTerm } from './text-meaning.ts';
import { createWordIndex, type WordFields } from './word-index.ts';
import type { WordMeanings } from './word-pieces.ts';

/** All experiments of one place (a surface, or a surface with a metric) read as one text. */
export interface PlaceIndex {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** How well words fit each place by the words that it has, and by their meaning: 1 for the best. Places that do not fit are missing. */
  fitting(words: string): Readonly<Record<'words' | 'meaning', ReadonlyMap<string, number>>>;
}

/** The name counts more than what was tried there; the second time that a place has a word still says something. */
const WEIGHTS = {
  boost: { title: 2, idea: 2, hypothesis: 1, learning: 0.5, surface: 4, goalMetric: 2, key: 0 },
  bm25: { k: 3, b: 0.4, d: 0.5 },
};

interface Needs {
  /** Names the place of an experiment. */
  readonly placeOf: (past: PastExperiment) => string;
  readonly rarity: (term: string) => number;
  readonly meanings: WordMeanings;
}

/** No place yet. */
export function createPlaceIndex({ placeOf, rarity, meanings }: Needs): PlaceIndex {
  const index = createWordIndex(WEIGHTS);
  const members = new Map<string, Map<string, PastExperiment>>();
  const places = new Map<string, string>();
  const changed = new Set<string>();
  const meant = new Map<string, Float32Array | null>();
  const remove = (id: string) => {
    const place = places.get(id);
    if (place === undefined) return;
    places.delete(id);
    members.get(place)?.delete(id);
    changed.add(place);
  };
  const readChanged = () => {
    for (const place of changed) {
      const pasts = [...(members.get(place)?.values() ?? [])];
      if (pasts.length === 0) {
        index.remove(place);
        meant.delete(place);
        continue;
      }
      const fields = fieldsOf(pasts);
      index.put(place, fields);
      meant.set(place, meaningOf(wordsByTerm(Object.values(fields).join('\n')), rarity, meanings));
    }
    changed.clear();
  };
  return {
    put: (id, past) => {
      remove(id);
      const place = placeOf(past);
      places.set(id, place);
      const there = members.get(place) ?? new Map<string, PastExperiment>();
      members.set(place, there.set(id, past));
      changed.add(place);
    },
    remove,
    fitting: (words) => {
      readChanged();
      const asked = meaningOf(wordsByTerm(words), rarity, meanings);
      return {
        words: new Map(index.find(words).map(({ id, score }) => [id, score])),
        meaning: asShares([...meant].map(([place, meaning]) => [place, nearness(asked, meaning)])),
      };
    },
  };
}

/** Scores as shares of the best; those of 0 are left out. */
export function asShares(scores: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const best = scores.reduce((most, [, score]) => Math.max(most, score), 0);
  return new Map(scores.flatMap(([id, score]) => (score > 0 ? [[id, score / best] as const] : [])));
}

function fieldsOf(pasts: readonly PastExperiment[]): WordFields {
  const all = (field: 'title' | 'idea' | 'hypothesis' | 'learning') =>
    pasts.map((past) => past[field] ?? '').join('\n');
  const names = (field: 'surface' | 'goalMetric') =>
    [...new Set(pasts.map((past) => past[field]))].join('\n');
  return {
    ...{ title: all('title'), idea: all('idea'), hypothesis: all('hypothesis'), learning: all('learning') },
    ...{ surface: names('surface'), goalMetric: names('goalMetric'), key: '' },
  };
}
