import { ok, type Result, refused } from '#shared/result.ts';

/** A word of a line, and whether it stood in quotes, so that it is no word of the notation. */
export interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A word is in quotes, as JSON writes texts, or has no blank in it. */
const WORD = /"(?:[^"\\]|\\.)*"(?=\s|$)|[^\s"]\S*/gu;

/** The words of a line. Refuses quotes that do not close or hold no text. */
export function lineWords(line: string): Result<readonly Word[], string> {
  const found = [...line.matchAll(WORD)].map(([whole]) => whole);
  if (line.replace(WORD, '').trim() !== '')
    return refused('A quote does not close. Put a text with blanks in it between two "…".');
  const words: Word[] = [];
  for (const whole of found) {
    const text = whole.startsWith('"') ? quotedIn(whole) : whole;
    if (text === null)
      return refused(
        `${whole} cannot be read. Inside quotes, write \\" for a quote and \\\\ for a backslash.`,
      );
    words.push({ text, isQuoted: whole.startsWith('"') });
  }
  return ok(words);
}

function quotedIn(whole: string): string | null {
  try {
    return String(JSON.parse(whole));
  } catch {
    return null;
  }
}

/** A text as a word: in quotes if it is none, or if it is one of the words that mean something there. */
export function wordFor(text: string, reserved: readonly string[] = []): string {
  const isBare = /^[^\s"]\S*$/u.test(text) && !reserved.includes(text) && !/\p{Cc}/u.test(text);
  return isBare ? text : quotedWord(text);
}

/** JSON leaves some line breaks of Unicode as they are. */
export function quotedWord(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/gu,
    (sign) => `\\u${sign.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  );
}

/** A value as a word: text that reads as a number, as yes or as no stands in quotes. */
export function valueWord(value: unknown, reserved: readonly string[] = []): string {
  if (typeof value !== 'string') return String(value);
  return isPlainValue(value) ? quotedWord(value) : wordFor(value, reserved);
}

/** The value that words stand for: a number, true, false, or the text. */
export function plainValueOf(words: readonly Word[]): string | number | boolean {
  const [first, second] = words;
  if (first !== undefined && second === undefined && !first.isQuoted && isPlainValue(first.text))
    return first.text === 'true' || (first.text === 'false' ? false : Number(first.text));
  return wordsText(words);
}

/** The text of words that belong together. */
export function wordsText(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Whether the words from a place on begin so, without quotes. */
export function isNext(words: readonly Word[], at: number, expected: readonly string[]): boolean {
  return expected.every((text, index) => {
    const word = words[at + index];
    return word !== undefined && !word.isQuoted && word.text === text;
  });
}

function isPlainValue(text: string): boolean {
  return text === 'true' || text === 'false' || (text.trim() !== '' && Number.isFinite(Number(text)));
}
