import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { createLikeness } from './likeness.ts';
import { createWordIndex } from './word-index.ts';

/** A past experiment that was found, with how well it fits, 0..1. */
export interface Found {
  readonly past: PastExperiment;
  readonly score: number;
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
  const ranked = (text: string) =>
    words.find(text).flatMap(({ id }) => {
      const past = pasts.get(id);
      return past === undefined ? [] : [{ past, score: likeness.between(text, id) }];
    });
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
    likest: (text) => ranked(text).toSorted((a, b) => b.score - a.score),
    found: ranked,
  };
}
