const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** Texts of an answer by the name of their field; `least` different words must be in each. */
interface Texts {
  readonly texts: Readonly<Record<string, string>>;
  readonly least: number;
}

/**
 * What of an answer is no text: too few different words, or the same words in two fields, whatever the case and the signs. Empty if all say something of
 * their own; otherwise one sentence for each, which a model can act on.
 */
export function rubbishIn(...groups: readonly Texts[]): readonly string[] {
  const read = groups.flatMap(({ texts, least }) =>
    Object.entries(texts).map(([name, text]) => ({ name, least, words: wordsOf(text) })),
  );
  const short = read
    .filter(({ words, least }) => new Set(words).size < least)
    .map(({ name, least }) => `${name}: say it in a sentence, with at least ${least} different words`);
  const again = read.flatMap(({ name, words }, index) => {
    const first = read.slice(0, index).find((one) => words.length > 0 && isSame(one.words, words));
    return first === undefined ? [] : [`${name}: says the same as ${first.name}`];
  });
  return [...short, ...again];
}

/** The words of a text in lower case, also of a script that writes no spaces. */
function wordsOf(text: string): readonly string[] {
  return [...SEGMENTER.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
