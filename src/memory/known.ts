import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createLikeness, type Likeness } from './likeness.ts';
import { createRankedPasts } from './ranked-pasts.ts';
import { shippedMeanings, type WordMeanings } from './word-pieces.ts';

/** A past experiment, and how like a text is to it. */
export interface Likely extends Likeness {
  readonly past: PastExperiment;
}

/** All that is remembered, in memory. */
export interface KnownPasts {
  all(): readonly PastExperiment[];
  /** All, those with the likest words first. */
  likest(text: string): readonly Likely[];
  /** Those that words find, the best first. */
  found(words: string): readonly PastExperiment[];
}

/** What is remembered and can be changed. `id` names one past experiment; keys of imported ones may be those of the journal, too. */
export interface Remembered extends KnownPasts {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
}

/** Nothing remembered yet. */
export function createRemembered(meanings: WordMeanings = shippedMeanings()): Remembered {
  const pasts = new Map<string, PastExperiment>();
  const ranked = createRankedPasts(meanings);
  const likeness = createLikeness(meanings);
  return {
    put: (id, past) => {
      pasts.set(id, past);
      ranked.put(id, past);
      likeness.put(id, past);
    },
    remove: (id) => {
      pasts.delete(id);
      ranked.remove(id);
      likeness.remove(id);
    },
    all: () => [...pasts.values()],
    likest: (text) => {
      const compare = likeness.to(text);
      return [...pasts].map(([id, past]) => ({ past, ...compare(id) })).toSorted((a, b) => b.score - a.score);
    },
    found: (text) =>
      ranked
        .ranked(text)
        .slice(0, MOST_FOUND)
        .map(({ past }) => past),
  };
}

/** More are never shown, also if most of them may not be seen. */
const MOST_FOUND = 200;
