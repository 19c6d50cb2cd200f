import MiniSearch from 'minisearch';
import { plainWords, termOf, termsOf } from './words.ts';

/** A text that words find. */
export interface WordHit {
  readonly id: string;
  /** BM25 over the fields, as a share of the best hit of this search. */
  readonly score: number;
}

const FIELDS = ['title', 'idea', 'hypothesis', 'learning', 'surface', 'goalMetric', 'key'] as const;

/** The texts of an experiment that words find, or those of all on one surface. */
export type WordFields = Readonly<Record<(typeof FIELDS)[number], string>>;

/** How much a word counts by its field, and by how often it stands there (minisearch, BM25+). */
export interface WordWeights {
  readonly boost: Readonly<Record<keyof WordFields, number>>;
  readonly bm25: Readonly<Record<'k' | 'b' | 'd', number>>;
}

/** Texts by their words, in memory. */
export interface WordIndex {
  /** Puts a text in, or in place of the one with the same id. */
  put(id: string, fields: WordFields): void;
  remove(id: string): void;
  /** Those that have one of the words or more, the best first. */
  find(text: string): readonly WordHit[];
}

/** From so many letters on, a word that no text has finds those that begin with it, and those that are nearly written so. */
const PREFIX_FROM = 3;
const FUZZY_FROM = 5;

/** An empty index. */
export function createWordIndex({ boost, bm25 }: WordWeights): WordIndex {
  const index = new MiniSearch<Readonly<Record<string, string>>>({
    fields: [...FIELDS],
    tokenize: (text) => [...plainWords(text)],
    processTerm: termOf,
  });
  /** How many texts have a word. One that is in use is meant as it stands: what is only like it would push the right ones down. */
  const having = new Map<string, number>();
  const wordsIn = new Map<string, ReadonlySet<string>>();
  const remove = (id: string) => {
    for (const term of wordsIn.get(id) ?? []) having.set(term, (having.get(term) ?? 0) - 1);
    wordsIn.delete(id);
    if (index.has(id)) index.discard(id);
  };
  const isNew = (term: string) => (having.get(term) ?? 0) === 0;
  return {
    put: (id, fields) => {
      remove(id);
      const terms = new Set(Object.values(fields).flatMap(termsOf));
      for (const term of terms) having.set(term, (having.get(term) ?? 0) + 1);
      wordsIn.set(id, terms);
      index.add({ id, ...fields });
    },
    remove,
    find: (text) => {
      const hits = index.search(text, {
        boost: { ...boost },
        bm25: { ...bm25 },
        prefix: (term) => term.length >= PREFIX_FROM && isNew(term),
        fuzzy: (term) => (term.length >= FUZZY_FROM && isNew(term) ? 0.2 : false),
        weights: { prefix: 0.4, fuzzy: 0.3 },
      });
      const best = hits[0]?.score ?? 1;
      return hits.map(({ id, score }) => ({ id: String(id), score: score / best }));
    },
  };
}
