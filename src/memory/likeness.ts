import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { termsOf } from './words.ts';

/** How like two texts are by their words, and how rare those are. */
export interface Likeness {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** 0..1 for a text and the experiment of this id: the cosine of their words, each weighed by how few experiments have it. */
  between(text: string, id: string): number;
}

/** Likeness to nothing yet. */
export function createLikeness(): Likeness {
  const texts = new Map<string, readonly ReadonlySet<string>[]>();
  const having = new Map<string, number>();
  const count = (id: string, by: 1 | -1) => {
    for (const term of new Set((texts.get(id) ?? []).flatMap((terms) => [...terms]))) {
      having.set(term, (having.get(term) ?? 0) + by);
    }
  };
  const remove = (id: string) => {
    count(id, -1);
    texts.delete(id);
  };
  const rarity = (term: string) => Math.log(1 + (texts.size + 1) / ((having.get(term) ?? 0) + 1));
  const lengthOf = (terms: ReadonlySet<string>) =>
    [...terms].reduce((sum, term) => sum + rarity(term) ** 2, 0);
  return {
    put: (id, { title, idea, hypothesis }) => {
      remove(id);
      texts.set(id, [
        new Set(termsOf(`${title} ${idea}`)),
        new Set(termsOf(`${title} ${idea} ${hypothesis}`)),
      ]);
      count(id, 1);
    },
    remove,
    between: (text, id) => {
      const asked = new Set(termsOf(text));
      const cosines = (texts.get(id) ?? []).map((terms) => {
        const length = lengthOf(asked) * lengthOf(terms);
        const both = new Set([...asked].filter((term) => terms.has(term)));
        return length === 0 ? 0 : lengthOf(both) / Math.sqrt(length);
      });
      return Math.min(1, Math.max(0, ...cosines));
    },
  };
}
