import { type Line, span } from './line.ts';
import { padLine } from './width.ts';
import { wrapLines } from './wrap.ts';

/** Blanks between two columns. */
const GAP = 3;

/** Cells beside each other, `count` in a row, each wrapped within its column; an empty line parts the rows. */
export function columnLines(
  cells: readonly (readonly Line[])[],
  count: number,
  width: number,
): readonly Line[] {
  const column = Math.floor((width - GAP * (count - 1)) / count);
  const rows: Line[] = [];
  for (let at = 0; at < cells.length; at += count) {
    const row = cells.slice(at, at + count).map((cell) => wrapLines(cell, column));
    const height = Math.max(...row.map((cell) => cell.length));
    if (at > 0) rows.push([]);
    for (let y = 0; y < height; y += 1)
      rows.push(
        beside(
          row.map((cell) => cell[y] ?? []),
          column,
        ),
      );
  }
  return rows;
}

function beside(parts: readonly Line[], column: number): Line {
  return parts.flatMap((part, index) =>
    index === parts.length - 1 ? [...part] : [...padLine(part, column), span(' '.repeat(GAP))],
  );
}
