import STOP_WORDS from './stop-words.json' with { type: 'json' };

/** Words that say nothing of what an experiment is about: of English, and those that each idea has. */
const STOP: ReadonlySet<string> = new Set(STOP_WORDS);

/** Scripts that set no blank between words are read by pairs of characters. */
const WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}]/u;

/** A word has at most so many characters; the rest of a longer one says nothing more. */
const LONGEST = 40;

/** The words of a text as they are compared: in lower case, without accents, endings and words that say nothing; in their order. */
export function termsOf(text: string): readonly string[] {
  return plainWords(text).flatMap((word) => {
    const term = termOf(word);
    return term === null ? [] : [term];
  });
}

/** The words of a text as they are split, in lower case and without accents. */
export function plainWords(text: string): readonly string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    if (word === '') return [];
    return WITHOUT_BLANKS.test(word) ? pairsOf(word) : [word.slice(0, LONGEST)];
  });
}

/** One word as it is compared; null if it says nothing. */
export function termOf(word: string): string | null {
  if (STOP.has(word)) return null;
  const stem = stemOf(word);
  return stem === '' || STOP.has(stem) ? null : stem;
}

function pairsOf(word: string): readonly string[] {
  const letters = [...word];
  if (letters.length < 3) return [word];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** Endings that are taken off, the first that fits: what must be left, and what comes in its place. */
const ENDINGS: readonly (readonly [ending: string, left: number, instead: string])[] = [
  ['isations', 3, 'ise'],
  ['izations', 3, 'ise'],
  ['isation', 3, 'ise'],
  ['ization', 3, 'ise'],
  ['ational', 3, 'ate'],
  ['fulness', 3, ''],
  ['iveness', 3, ''],
  ['ations', 3, 'ate'],
  ['ation', 3, 'ate'],
  ['ically', 3, 'ic'],
  ['ments', 3, ''],
  ['ment', 3, ''],
  ['ities', 3, ''],
  ['ness', 3, ''],
  ['less', 3, ''],
  ['ings', 3, ''],
  ['ing', 3, ''],
  ['ions', 4, ''],
  ['ion', 4, ''],
  ['able', 4, ''],
  ['ized', 3, 'ise'],
  ['izes', 3, 'ise'],
  ['ize', 3, 'ise'],
  ['ful', 3, ''],
  ['ies', 2, 'y'],
  ['ied', 2, 'y'],
  ['ity', 4, ''],
  ['ers', 4, ''],
  ['est', 4, ''],
  ['ed', 3, ''],
  ['er', 4, ''],
  ['ly', 3, ''],
  ['es', 3, ''],
  ['s', 3, ''],
];

/** A light stem of English words: forms of one word become one term. Words of other languages keep all but a few endings. */
function stemOf(word: string): string {
  if (word.length < 4 || word.endsWith('ss') || /\d/.test(word)) return word;
  for (const [ending, left, instead] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < left) continue;
    const root = word.slice(0, -ending.length);
    if (!/[aeiouy]/.test(root)) continue;
    return tidy(`${root}${instead}`);
  }
  return tidy(word);
}

/** `stopp`, `stope` and `stop` are one; so are `try` and `tri`. */
function tidy(root: string): string {
  const single = root.replace(/([bdfgklmnprt])\1$/, '$1');
  const short = single.length > 3 ? single.replace(/e$/, '') : single;
  return short.replace(/y$/, 'i');
}
