import MiniSearch from 'minisearch';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { plainWords, termOf } from './words.ts';

/** An experiment that words find. */
export interface WordHit {
  readonly id: string;
  /** BM25 over the fields; comparable within one search alone. */
  readonly score: number;
}

/** Past experiments by their words, in memory. */
export interface WordIndex {
  /** Puts an experiment in, or in place of the one with the same id. */
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** Those that have one of the words or more, the best first. */
  find(text: string): readonly WordHit[];
}

const FIELDS = ['title', 'idea', 'hypothesis', 'learning', 'surface', 'goalMetric', 'key'];
const BOOST = { title: 3, idea: 2, hypothesis: 1, learning: 0.5, surface: 1.5, goalMetric: 1, key: 2 };
/** From so many letters on a word also finds those that begin with it, and those that are misspelled. */
const PREFIX_FROM = 4;
const FUZZY_FROM = 6;

/** An empty index. */
export function createWordIndex(): WordIndex {
  const index = new MiniSearch<Readonly<Record<string, string>>>({
    fields: FIELDS,
    tokenize: (text) => [...plainWords(text)],
    processTerm: termOf,
    searchOptions: {
      boost: BOOST,
      prefix: (term) => term.length >= PREFIX_FROM,
      fuzzy: (term) => (term.length >= FUZZY_FROM ? 0.2 : false),
      weights: { prefix: 0.4, fuzzy: 0.3 },
    },
  });
  return {
    put: (id, past) => {
      if (index.has(id)) index.discard(id);
      const { title, idea, hypothesis, surface, goalMetric, key } = past;
      index.add({ id, title, idea, hypothesis, surface, goalMetric, key, learning: past.learning ?? '' });
    },
    remove: (id) => {
      if (index.has(id)) index.discard(id);
    },
    find: (text) => index.search(text).map(({ id, score }) => ({ id: String(id), score })),
  };
}
