/** Two texts that share so much of their words are the same. */
const SAME = 0.9;
/** Of the words of a text in Latin letters, at most so many may be unpronounceable before it is no language. */
const MOST_UNSPEAKABLE = 0.5;
/** Shorter words are abbreviations as often as not. */
const SHORTEST_JUDGED = 4;
/** From so many words on, a text that repeats itself is none. */
const SHORTEST_REPEATED = 4;
const FILLER = /\b(?:lorem ipsum|asdf|qwert[yz]|foo bar|blah blah|n\/a|tbd|todo|xxx+|placeholder)\b/i;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text in lower case, also of a script that writes no spaces. */
export function lowerWords(text: string): readonly string[] {
  return [...SEGMENTER.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

/** Whether one text says no more than the other: the same words, but for the odd one. */
export function isRepeatOf(text: string, other: string): boolean {
  const [one, two] = [new Set(lowerWords(text)), new Set(lowerWords(other))];
  if (one.size === 0 || two.size === 0) return false;
  const shared = [...one].filter((word) => two.has(word)).length;
  return shared / (one.size + two.size - shared) >= SAME;
}

/** A word of Latin letters that no language writes: no vowel, or too many consonants or too much of one letter in a row. */
function isUnspeakable(word: string): boolean {
  if (word.length < SHORTEST_JUDGED || !/^\p{Script=Latin}+$/u.test(word)) return false;
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return !/[aeiouyœæøı]/.test(plain) || /[^aeiouyœæøıh]{6}/.test(plain) || /(.)\1\1/.test(plain);
}

/** Why a text says nothing although it has enough words, as the end of a sentence; null if it may say something. */
export function nonsenseIn(text: string): string | null {
  const letters = lowerWords(text).filter((word) => /\p{L}/u.test(word));
  if (letters.length === 0) return 'has no words';
  if (FILLER.test(text) && letters.length <= 2 * SHORTEST_REPEATED) return 'is filler';
  const judged = letters.filter((word) => word.length >= SHORTEST_JUDGED);
  const odd = judged.filter(isUnspeakable);
  if (odd.length > MOST_UNSPEAKABLE * Math.max(judged.length, 1)) return 'is in no language';
  const distinct = new Set(letters).size;
  if (letters.length >= SHORTEST_REPEATED && distinct * 2.5 <= letters.length)
    return 'repeats the same words';
  return null;
}
