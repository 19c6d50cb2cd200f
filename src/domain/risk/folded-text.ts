/** A text without case, accents and invisible characters, and the place of each of its characters in the original. */
export interface FoldedText {
  readonly folded: string;
  /** The words of the original between two places of the folded text. */
  readonly original: (from: number, to: number) => string;
}

/** Format characters, and marks that stand on a letter. */
const UNSEEN = /[\p{M}\p{Cf}]/gu;

/** Finds any of these sources of regular expressions in a folded text, as whole words. */
export function wholeWords(sources: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

/** Folds a text, so that "Kündigung", "KUNDIGUNG" and a word with an invisible character in it are one word. */
export function folded(text: string): FoldedText {
  const places: number[] = [];
  let result = '';
  let place = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFKD').replaceAll(UNSEEN, '').toLowerCase().replaceAll('’', "'");
    for (let index = 0; index < plain.length; index += 1) places.push(place);
    result += plain;
    place += letter.length;
  }
  places.push(text.length);
  const at = (index: number) => places[index] ?? text.length;
  return { folded: result, original: (from, to) => text.slice(at(from), at(to)).trim() };
}
