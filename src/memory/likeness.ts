import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { termsOf } from './words.ts';

/** How like a text is to an experiment. */
export interface Likeness {
  /** 0..1: the cosine of their words, each weighed by how few experiments have it. */
  readonly score: number;
  /** The words that both have, without those that name the surface and the metric; a word that no experiment has would count as 1, common ones less. */
  readonly shared: number;
}

/** Compares texts with experiments by their words. */
export interface TextComparison {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** Compares one text with any experiment that was put in. */
  to(text: string): (id: string) => Likeness;
}

interface Words {
  readonly short: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  readonly place: ReadonlySet<string>;
}

/** Nothing to compare with yet. */
export function createLikeness(): TextComparison {
  const known = new Map<string, Words>();
  const having = new Map<string, number>();
  const count = (id: string, by: 1 | -1) => {
    for (const term of known.get(id)?.whole ?? []) having.set(term, (having.get(term) ?? 0) + by);
  };
  const remove = (id: string) => {
    count(id, -1);
    known.delete(id);
    sizes.clear();
  };
  const rarity = (term: string) => Math.log(1 + (known.size + 1) / ((having.get(term) ?? 0) + 1));
  const sizeOf = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + rarity(term) ** 2, 0);
  // They hold until an experiment comes or goes.
  const sizes = new Map<ReadonlySet<string>, number>();
  const knownSizeOf = (terms: ReadonlySet<string>) => {
    const size = sizes.get(terms) ?? sizeOf(terms);
    sizes.set(terms, size);
    return size;
  };
  return {
    put: (id, { title, idea, hypothesis, surface, goalMetric }) => {
      remove(id);
      known.set(id, {
        short: new Set(termsOf(`${title} ${idea}`)),
        whole: new Set(termsOf(`${title} ${idea} ${hypothesis}`)),
        place: new Set(termsOf(`${surface} ${goalMetric}`)),
      });
      count(id, 1);
    },
    remove,
    to: (text) => {
      const asked = new Set(termsOf(text));
      const size = sizeOf(asked);
      const cosine = (terms: ReadonlySet<string>) => {
        const product = size * knownSizeOf(terms);
        return product === 0 ? 0 : sizeOf([...asked].filter((term) => terms.has(term))) / Math.sqrt(product);
      };
      return (id) => {
        const words = known.get(id);
        if (words === undefined) return { score: 0, shared: 0 };
        const own = [...asked].filter((term) => words.whole.has(term) && !words.place.has(term));
        return {
          score: Math.min(1, Math.max(cosine(words.short), cosine(words.whole))),
          shared: own.reduce((sum, term) => sum + rarity(term), 0) / Math.log(known.size + 2),
        };
      };
    },
  };
}
