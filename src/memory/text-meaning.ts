import { dot, unit, type WordMeanings } from './word-pieces.ts';
import { plainWords, termOf } from './words.ts';

/** The words of a text by their terms: the first word of each term stands for it. */
export type WordsByTerm = ReadonlyMap<string, string>;

/** The words of texts that say something, by the terms that they are compared as. */
export function wordsByTerm(text: string): WordsByTerm {
  const words = new Map<string, string>();
  for (const word of plainWords(text)) {
    const term = termOf(word);
    if (term !== null && !words.has(term)) words.set(term, word);
  }
  return words;
}

/** The mean direction of words, each weighed by `weight` of its term; null if none has a meaning. */
export function meaningOf(
  words: WordsByTerm,
  weight: (term: string) => number,
  meanings: WordMeanings,
): Float32Array | null {
  let sum: Float32Array | null = null;
  for (const [term, word] of words) {
    const vector = meanings.of(word);
    if (vector === null) continue;
    sum ??= new Float32Array(vector.length);
    const by = weight(term);
    for (let at = 0; at < vector.length; at += 1) sum[at] = (sum[at] ?? 0) + by * (vector[at] ?? 0);
  }
  return sum === null ? null : unit(sum);
}

/** How near two meanings are, 0..1; 0 if there is one only. */
export function nearness(a: Float32Array | null, b: Float32Array | null): number {
  return a === null || b === null ? 0 : Math.max(0, dot(a, b));
}

/** Two words that are less like than this have nothing to do with each other. */
const UNLIKE = 0.25;

/** How like the likest of these words is, 0..0.7; 0 if none is like it, or it has no meaning. */
export function likestOf(word: string, others: WordsByTerm, meanings: WordMeanings): number {
  const own = meanings.of(word);
  if (own === null) return 0;
  let most = 0;
  for (const other of others.values()) most = Math.max(most, nearness(own, meanings.of(other)));
  return Math.max(0, most - UNLIKE) * 0.9;
}

/** The words that the others have not. */
export function wordsWithout(words: WordsByTerm, left: WordsByTerm): WordsByTerm {
  return new Map([...words].filter(([term]) => !left.has(term)));
}
