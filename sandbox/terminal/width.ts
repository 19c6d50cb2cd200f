import { type Line, span, textOfLine } from './line.ts';

const segmenter = new Intl.Segmenter('en');
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Bopomofo}|\p{Script=Yi}|[\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const EMOJI =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[#*0-9]\uFE0F?\u20E3|\p{RI}\p{RI}|\u25AB\uFE0F/u;
const INVISIBLE = /^[\p{Mark}\p{Cc}\p{Cf}]*$/u;

/** Columns that one letter, sign or emoji takes in a terminal: 0, 1 or 2. */
export function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}

/** What a reader sees as single signs, however many code points they are made of. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** Columns that a line takes. */
export function lineWidth(content: Line): number {
  return widthOf(textOfLine(content));
}

/** The line filled up with blanks to so many columns; a longer one stays as it is. */
export function padLine(content: Line, width: number): Line {
  const room = width - lineWidth(content);
  return room > 0 ? [...content, span(' '.repeat(room))] : content;
}

/** The text in at most so many columns, an ellipsis if something was cut. */
export function cutText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let taken = 0;
  for (const grapheme of graphemesOf(text)) {
    taken += graphemeWidth(grapheme);
    if (taken > width - 1) break;
    kept += grapheme;
  }
  return `${kept}…`;
}
