import { styleText } from 'node:util';
import { type Line, type Span, type Style, textOfLine } from './line.ts';

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<Style, Format>> = {
  bold: 'bold',
  dim: 'dim',
  italic: 'italic',
  strike: 'strikethrough',
  code: 'cyan',
  link: ['underline', 'blue'],
  mention: 'magenta',
  primary: ['bold', 'green'],
  danger: ['bold', 'red'],
};

/** A line as it is written: with ANSI codes if colour is wanted, the words alone otherwise. No blanks at the end. */
export function paintLine(content: Line, colour: boolean): string {
  const shown = withoutTail(content).map(({ text, styles }) => ({
    text: text.replaceAll('\u00a0', ' '),
    styles,
  }));
  if (!colour) return textOfLine(shown);
  return joined(shown)
    .map(({ text, styles }) =>
      styles.reduce((whole, style) => styleText(FORMATS[style], whole, { validateStream: false }), text),
    )
    .join('');
}

/** Neighbours that look the same as one run. */
function joined(content: Line): Line {
  const runs: Span[] = [];
  for (const { text, styles } of content) {
    const last = runs.at(-1);
    if (last === undefined || last.styles.join() !== styles.join()) runs.push({ text, styles });
    else runs[runs.length - 1] = { text: last.text + text, styles };
  }
  return runs;
}

function withoutTail(content: Line): Line {
  const last = content.findLastIndex(({ text }) => text.trim() !== '');
  return content
    .slice(0, last + 1)
    .map(({ text, styles }, index) => ({ text: index === last ? text.trimEnd() : text, styles }));
}

/** Lines as one text, each ended by a line break; nothing for no lines. */
export function paint(lines: readonly Line[], colour: boolean): string {
  return lines.map((one) => `${paintLine(one, colour)}\n`).join('');
}
