/** How rare terms are among the texts that have been put in. */
export interface Rarity {
  add(terms: Iterable<string>): void;
  remove(terms: Iterable<string>): void;
  /** From about 0.1 for a term that all texts have to 1 for one that none has. */
  of(term: string): number;
  /** The share of the other texts that have a term, seen from one text; `isOwn` says whether that one has it. 0 if there is no other. */
  shareWith(term: string, isOwn: boolean): number;
}

/** No text yet. */
export function createRarity(): Rarity {
  const having = new Map<string, number>();
  let texts = 0;
  const count = (terms: Iterable<string>, by: 1 | -1) => {
    texts += by;
    for (const term of terms) having.set(term, (having.get(term) ?? 0) + by);
  };
  return {
    add: (terms) => count(terms, 1),
    remove: (terms) => count(terms, -1),
    of: (term) => Math.log(1 + (texts + 1) / ((having.get(term) ?? 0) + 1)) / Math.log(texts + 2),
    shareWith: (term, isOwn) => (texts < 2 ? 0 : ((having.get(term) ?? 0) - Number(isOwn)) / (texts - 1)),
  };
}
