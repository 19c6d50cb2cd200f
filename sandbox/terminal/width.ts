import stringWidth from 'string-width';
import { type Line, span, textOfLine } from './line.ts';

const segmenter = new Intl.Segmenter('en');

/** What a reader sees as single signs, however many code points they are made of. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
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
    taken += widthOf(grapheme);
    if (taken > width - 1) break;
    kept += grapheme;
  }
  return `${kept}…`;
}
