import { type Line, type Style, span } from './line.ts';
import { cutText, padLine, widthOf } from './width.ts';

/** Columns that a box takes from what stands in it. */
export const BOX_SIDES = 4;

/** Lines in a frame of exactly `width` columns with the title in its upper edge; the lines must fit inside. */
export function boxLines(title: string, lines: readonly Line[], width: number): readonly Line[] {
  const edge = (text: string, ...styles: readonly Style[]) => span(text, 'dim', ...styles);
  const words = cutText(title, width - 6);
  const rest = '─'.repeat(Math.max(0, width - widthOf(words) - 5));
  return [
    [edge('╭─ '), span(words, 'bold'), edge(` ${rest}╮`)],
    ...lines.map((one) => [edge('│ '), ...padLine(one, width - BOX_SIDES), edge(' │')]),
    [edge(`╰${'─'.repeat(width - 2)}╯`)],
  ];
}

/** Lines with a bar at their left. */
export function barLines(lines: readonly Line[]): readonly Line[] {
  return lines.map((one) => [span('│ ', 'dim'), ...one]);
}

/** Lines set in by so many blanks. */
export function indented(lines: readonly Line[], by: number): readonly Line[] {
  if (by === 0) return lines;
  return lines.map((one) => (one.length === 0 ? one : [span(' '.repeat(by)), ...one]));
}
