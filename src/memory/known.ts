import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createLikeness } from './likeness.ts';
import { type Ranked, withPlaces } from './place-feedback.ts';
import { createWordIndex } from './word-index.ts';

/** A past experiment that was found. */
export interface Found {
  readonly past: PastExperiment;
  /** How like it is to the text, 0..1. */
  readonly score: number;
  /** The words that the two have in common beside those of their place, each by how rare it is: 1 is a word of its own. */
  readonly shared: number;
}

/** All that is remembered, in memory. */
export interface KnownPasts {
  all(): readonly PastExperiment[];
  /** Those that share a word with a text, the likest first. */
  likest(text: string): readonly Found[];
  /** Those that words find, the best first. */
  found(words: string): readonly Found[];
}

/** What is remembered and can be changed. `id` names one past experiment; keys of imported ones may be those of the journal, too. */
export interface Remembered extends KnownPasts {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
}

/** Nothing remembered yet. */
export function createRemembered(): Remembered {
  const pasts = new Map<string, PastExperiment>();
  const words = createWordIndex();
  const likeness = createLikeness();
  const hitsOf = (text: string): readonly Ranked[] =>
    words.find(text).flatMap((hit) => {
      const past = pasts.get(hit.id);
      return past === undefined ? [] : [{ ...hit, past }];
    });
  const compared = (text: string, hits: readonly Ranked[]): readonly Found[] => {
    const compare = likeness.to(text);
    return hits.map(({ id, past }) => ({ past, ...compare(id) }));
  };
  return {
    put: (id, past) => {
      pasts.set(id, past);
      words.put(id, past);
      likeness.put(id, past);
    },
    remove: (id) => {
      pasts.delete(id);
      words.remove(id);
      likeness.remove(id);
    },
    all: () => [...pasts.values()],
    likest: (text) => compared(text, hitsOf(text)).toSorted((a, b) => b.score - a.score),
    found: (text) => {
      return compared(text, withPlaces(hitsOf(text), pasts).slice(0, MOST_FOUND));
    },
  };
}

/** More are never shown, also if most of them may not be seen. */
const MOST_FOUND = 200;
