import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { metricPlaceOf } from './places.ts';
import { createRarity, type Rarity } from './rarity.ts';
import {
  likestOf,
  meaningOf,
  nearness,
  type WordsByTerm,
  wordsByTerm,
  wordsWithout,
} from './text-meaning.ts';
import type { WordMeanings } from './word-pieces.ts';

/** How like a text is to an experiment. */
export interface Likeness {
  /** 0..1: the cosine of their words, each weighed by how few experiments have it. */
  readonly score: number;
  /**
   * How much says that both propose the same: how much of the experiment's title and idea the text says in the same or like words (a
   * word that no other experiment has counts as 1, common ones less), and how near their meanings are (up to 0.72). Words that name the surface
   * or the metric do not count; those that other experiments there have, count less.
   */
  evidence(): number;
}

/** Compares texts with experiments by their words. */
export interface TextComparison {
  put(id: string, past: PastExperiment): void;
  remove(id: string): void;
  /** Compares one text with any experiment that was put in. */
  to(text: string): (id: string) => Likeness;
}

interface Words {
  readonly short: WordsByTerm;
  readonly whole: WordsByTerm;
  /** Words that name surface and metric. */
  readonly names: WordsByTerm;
  readonly place: string;
}

/** What meanings that are the same add. Chosen by cross-validation between the sets of test/fixtures/memory/first. */
const OF_MEANING = 0.72;

/** Nothing to compare with yet. */
export function createLikeness(meanings: WordMeanings): TextComparison {
  const known = new Map<string, Words>();
  const rarity = createRarity();
  const there = new Map<string, Rarity>();
  // They hold until an experiment comes or goes.
  const sizes = new Map<WordsByTerm, number>();
  const remove = (id: string) => {
    const words = known.get(id);
    if (words === undefined) return;
    rarity.remove(words.whole.keys());
    there.get(words.place)?.remove(words.whole.keys());
    known.delete(id);
    sizes.clear();
  };
  const sizeOf = (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + rarity.of(term) ** 2, 0);
  const knownSizeOf = (words: WordsByTerm) => {
    const size = sizes.get(words) ?? sizeOf(words.keys());
    sizes.set(words, size);
    return size;
  };
  /** How much a word tells of this experiment among those of its place. */
  const telling =
    ({ place, whole }: Words) =>
    (term: string) =>
      rarity.of(term) * (1 - (there.get(place)?.shareWith(term, whole.has(term)) ?? 0));
  const evidenceFor = (asked: WordsByTerm, words: Words) => {
    const [own, theirs] = [wordsWithout(asked, words.names), wordsWithout(words.short, words.names)];
    const weight = telling(words);
    let said = 0;
    for (const [term, word] of theirs) {
      said += weight(term) * (own.has(term) ? 1 : likestOf(word, own, meanings));
    }
    return (
      said + OF_MEANING * nearness(meaningOf(own, weight, meanings), meaningOf(theirs, weight, meanings))
    );
  };
  return {
    put: (id, past) => {
      remove(id);
      const { title, idea, hypothesis, surface, goalMetric } = past;
      const whole = wordsByTerm(`${title} ${idea} ${hypothesis}`);
      const names = wordsByTerm(`${surface} ${goalMetric}`);
      const place = metricPlaceOf(past);
      known.set(id, { short: wordsByTerm(`${title} ${idea}`), whole, names, place });
      rarity.add(whole.keys());
      const ofPlace = there.get(place) ?? createRarity();
      there.set(place, ofPlace);
      ofPlace.add(whole.keys());
      sizes.clear();
    },
    remove,
    to: (text) => {
      const asked = wordsByTerm(text);
      const size = sizeOf(asked.keys());
      const cosine = (words: WordsByTerm) => {
        const product = size * knownSizeOf(words);
        const both = [...asked.keys()].filter((term) => words.has(term));
        return product === 0 ? 0 : sizeOf(both) / Math.sqrt(product);
      };
      return (id) => {
        const words = known.get(id);
        if (words === undefined) return { score: 0, evidence: () => 0 };
        const score = Math.min(1, Math.max(cosine(words.short), cosine(words.whole)));
        return { score, evidence: () => evidenceFor(asked, words) };
      };
    },
  };
}
