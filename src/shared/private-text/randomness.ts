/** Bits per character, by how often each occurs (Shannon): 4 for sixteen different ones, 0 for one that repeats. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** Pieces of one case, as in names of code: `myToken2` is `my`, `Token`, and a digit. */
const PIECES = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

/** Neighbours that hardly any word has. */
const RARE_PAIR =
  /q[^u]|[jqvz][bcdfghjkmnpqrsvwxz]|x[bdfghjkmnqrsvwxz]|[bcdfghjkmpqstvwz]x|[bcdfghkmptvw]q|[bcdfghklmpqstvw]j|[cfpw]z/;

function isLikeWord(piece: string): boolean {
  const letters = piece.toLowerCase();
  if (RARE_PAIR.test(letters)) return false;
  const vowels = letters.replace(/[^aeiouy]/g, '').length / letters.length;
  return letters.length >= 4 && vowels >= 0.2 && vowels <= 0.7 && !/[^aeiouy]{5}|[aeiou]{4}/.test(letters);
}

/** The share of the letters that stand in pieces which look like words; 1 if there are no letters. */
function shareOfWords(text: string): number {
  const pieces = text.match(PIECES) ?? [];
  const letters = pieces.join('').length;
  return letters === 0 ? 1 : pieces.filter(isLikeWord).join('').length / letters;
}

/** The share of neighbours that count on or repeat, as in `0123456789` and `xxxx`. */
function shareOfSequence(text: string): number {
  const codes = [...text].map((sign) => sign.charCodeAt(0));
  const steps = codes.slice(1).filter((code, index) => [0, 1].includes(code - (codes[index] ?? 0)));
  return steps.length / Math.max(1, codes.length - 1);
}

/** How often letters and digits take turns: in hex and in keys all the time, in names of code at the end of a word. */
function turnsOf(text: string): number {
  return text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
}

/** So many turns, and one in so many characters, no name has, even if pieces between them look like words. */
const MANY_TURNS = 6;
const APART = 4;

/**
 * Tells whether a text of 16 or more characters was drawn at random, as keys are: letters and digits, no words, no
 * sequence. A key of letters alone is taken for a name.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || !/^[A-Za-z0-9_+/=.~%-]+$/.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (entropyOf(text) < 2.8 || shareOfSequence(text) >= 0.5) return false;
  const turns = turnsOf(text);
  return (turns >= MANY_TURNS && turns * APART >= text.length) || shareOfWords(text) < 0.5;
}
