import { type Fields, fieldsIn, listOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { type Line, line, span, textOfLine } from './line.ts';
import type { Names } from './mrkdwn.ts';
import { richTextLines } from './rich-text.ts';
import { cutText, lineWidth, padLine, widthOf } from './width.ts';

const GAP = 2;

/** A table with its columns as wide as they need; if they do not fit, the widest are cut. */
export function tableLines(block: Fields, names: Names, width: number): readonly Line[] {
  const rows = listOf(block['rows']).map((row) => fieldsIn(row).map((cell) => cellLine(cell, names)));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const settings = fieldsIn(block['column_settings']);
  const widths = fitted(
    Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => lineWidth(row[at] ?? [])))),
    width - GAP * (count - 1),
  );
  const lines = rows.map((row) =>
    widths.flatMap((room, at) => {
      const cell = aligned(row[at] ?? [], room, settings[at]?.['align'] === 'right');
      return at === 0 ? [...cell] : [span(' '.repeat(GAP)), ...cell];
    }),
  );
  const rule = line(
    '─'.repeat(widths.reduce((sum, room) => sum + room, GAP * Math.max(0, count - 1))),
    'dim',
  );
  return lines.length === 0 ? [] : [lines[0] ?? [], rule, ...lines.slice(1)];
}

function cellLine(cell: Fields, names: Names): Line {
  if (cell['type'] === 'rich_text') return richTextLines(cell, names)[0] ?? [];
  return line(textOf(cell['text']) ?? '');
}

function aligned(cell: Line, room: number, isRight: boolean): Line {
  const fits = lineWidth(cell) <= room ? cell : line(cutText(textOfLine(cell), room));
  return isRight ? [span(' '.repeat(Math.max(0, room - lineWidth(fits)))), ...fits] : padLine(fits, room);
}

/** The widths, the widest taken down until all fit; none under four columns. */
function fitted(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    const now = widths[widest] ?? 0;
    if (now <= widthOf('____')) break;
    widths[widest] = now - 1;
  }
  return widths;
}
