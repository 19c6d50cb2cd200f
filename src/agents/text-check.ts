/** A text of an answer, by the name of its field. */
export type NamedTexts = Readonly<Record<string, string>>;

/** Two texts that share so much of their words are the same. */
const SAME = 0.9;
/** Of the words of a text in Latin letters, at most so many may be unpronounceable before it is no language. */
const MOST_UNSPEAKABLE = 0.5;
/** Shorter words are abbreviations as often as not. */
const SHORTEST_JUDGED = 4;
/** From so many words on, a text that repeats itself is none. */
const SHORTEST_REPEATED = 4;
const FILLER = /\b(?:lorem ipsum|asdf|qwert[yz]|foo bar|blah blah|n\/a|tbd|todo|xxx+|placeholder)\b/i;

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a text in lower case, in any script. */
function wordsOf(text: string): readonly string[] {
  return [...SEGMENTER.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** Whether one text says no more than the other: the same words, but for the odd one. */
export function isRepeatOf(text: string, other: string): boolean {
  const [one, two] = [new Set(wordsOf(text)), new Set(wordsOf(other))];
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

/** Why a text says nothing, as the end of a sentence; null if it may say something. */
export function nonsenseIn(text: string, fewestWords: number): string | null {
  const words = wordsOf(text);
  const letters = words.filter((word) => /\p{L}/u.test(word));
  // Scripts without blanks are cut into words by a dictionary that may find fewer.
  const enough =
    letters.length >= fewestWords ||
    (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text) &&
      [...text].length >= fewestWords);
  if (!enough) return `must be a sentence of at least ${fewestWords} words`;
  if (FILLER.test(text) && letters.length <= 2 * SHORTEST_REPEATED) return 'is filler';
  const judged = letters.filter((word) => word.length >= SHORTEST_JUDGED);
  const odd = judged.filter(isUnspeakable);
  if (odd.length > MOST_UNSPEAKABLE * Math.max(judged.length, 1)) return 'is in no language';
  const distinct = new Set(letters).size;
  if (letters.length >= SHORTEST_REPEATED && distinct * 2.5 <= letters.length)
    return 'repeats the same words';
  return null;
}

/** What is wrong with texts that must each be a sentence, in words that the model can act on. */
export function nonsenseProblems(texts: NamedTexts, fewestWords = 3): readonly string[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const problem = nonsenseIn(text, fewestWords);
    return problem === null ? [] : [`${name}: ${problem}`];
  });
}

/** What is wrong with texts that must not say the same, in words that the model can act on. */
export function repeatProblems(texts: NamedTexts): readonly string[] {
  const entries = Object.entries(texts);
  return entries.flatMap(([name, text], index) =>
    entries
      .slice(0, index)
      .filter(([, other]) => isRepeatOf(text, other))
      .map(([other]) => `${name}: says the same as ${other}`),
  );
}
