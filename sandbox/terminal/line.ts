/** How a run of text looks; a terminal without colour shows the words alone. */
export type Style = 'bold' | 'dim' | 'italic' | 'strike' | 'code' | 'link' | 'mention' | 'primary' | 'danger';

/** A run of text in one look. Its text holds no line break. */
export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

/** One line of the terminal. */
export type Line = readonly Span[];

/** A run of text. */
export function span(text: string, ...styles: readonly Style[]): Span {
  return { text, styles };
}

/** A line of one run. */
export function line(text: string, ...styles: readonly Style[]): Line {
  return [span(text, ...styles)];
}

/** The same line with a style laid over all of it. */
export function styled(content: Line, style: Style): Line {
  return content.map(({ text, styles }) => ({ text, styles: [...styles, style] }));
}

/** The words of a line, without its looks. */
export function textOfLine(content: Line): string {
  return content.map(({ text }) => text).join('');
}
