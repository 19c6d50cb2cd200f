import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createWordIndex, type WordFields } from './word-index.ts';

/** All experiments of one place (a surface, or a surface with a metric) read as one text. */
export interface PlaceIndex {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** How well words fit each place, 1 for the best; places without any of the words are missing. */
  fitting(words: string): ReadonlyMap<string, number>;
}

/** The name counts more than what was tried there; the second time that a place has a word still says something. */
const WEIGHTS = {
  boost: { title: 2, idea: 2, hypothesis: 1, learning: 0.5, surface: 4, goalMetric: 2, key: 0 },
  bm25: { k: 3, b: 0.4, d: 0.5 },
};

/** No place yet. `placeOf` names the place of an experiment. */
export function createPlaceIndex(placeOf: (past: PastExperiment) => string): PlaceIndex {
  const index = createWordIndex(WEIGHTS);
  const members = new Map<string, Map<string, PastExperiment>>();
  const places = new Map<string, string>();
  const changed = new Set<string>();
  const remove = (id: string) => {
    const place = places.get(id);
    if (place === undefined) return;
    places.delete(id);
    members.get(place)?.delete(id);
    changed.add(place);
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
      for (const place of changed) {
        const pasts = [...(members.get(place)?.values() ?? [])];
        if (pasts.length > 0) index.put(place, fieldsOf(pasts));
        else index.remove(place);
      }
      changed.clear();
      return new Map(index.find(words).map(({ id, score }) => [id, score]));
    },
  };
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
