import { isRepeatOf, lowerWords, nonsenseIn } from '#agents/text-check.ts';

/** Texts of an answer by the name of their field; `least` different words must be in each. */
interface Texts {
  readonly texts: Readonly<Record<string, string>>;
  readonly least: number;
}

/**
 * What of an answer is no text: too few different words, words of no language, or the same words in two fields, whatever the case and the signs. Empty if all say something of
 * their own; otherwise one sentence for each, which a model can act on.
 */
export function rubbishIn(...groups: readonly Texts[]): readonly string[] {
  const read = groups.flatMap(({ texts, least }) =>
    Object.entries(texts).map(([name, text]) => ({
      name,
      least,
      text,
      words: new Set(lowerWords(text)).size,
    })),
  );
  const short = read
    .filter(({ words, least }) => words < least)
    .map(({ name, least }) => `${name}: say it in a sentence, with at least ${least} different words`);
  const nonsense = read.flatMap(({ name, text, words, least }) => {
    const problem = words < least ? null : nonsenseIn(text);
    return problem === null ? [] : [`${name}: ${problem}`];
  });
  const again = read.flatMap(({ name, text }, index) => {
    const first = read.slice(0, index).find((one) => isRepeatOf(one.text, text));
    return first === undefined ? [] : [`${name}: says the same as ${first.name}`];
  });
  return [...short, ...nonsense, ...again];
}
