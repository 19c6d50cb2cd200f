import type { RawNumberElement, RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import { limits } from './limits.ts';
import { richRun, richSection, richText } from './rich-text.ts';
import { filled, truncate } from './text.ts';

/** One cell: words, a number with the words that show it, or a rich text block. */
export type TableCell = string | { readonly value: number; readonly text: string } | RichTextBlock;

/** One column: its heading and how its cells are set. */
export interface TableColumn {
  readonly heading: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly isWrapped?: boolean;
}

type Cell = RichTextBlock | RawTextElement | RawNumberElement;

const longestCell = 300;

/**
 * A table with bold headings. Rows shorter than the columns are filled with empty cells. Rows over
 * Slack's limits (100 rows, 10,000 characters, heading included) are left out, the last row then
 * saying how many.
 * @throws RangeError for no columns or more than 20
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  blockId?: string,
): TableBlock {
  if (columns.length < 1 || columns.length > limits.table.columns) {
    throw new RangeError(`a table has 1 to ${limits.table.columns} columns, not ${columns.length}`);
  }
  const heading = columns.map(headingCell);
  const body = rows.map((row) => columns.map((_, index) => cell(row[index] ?? '')));
  const room = roomFor(body, limits.table.characters - charactersIn(heading));
  const more = body.length - room;
  const rest = more === 0 ? [] : [columns.map((_, index) => cell(index === 0 ? `… and ${more} more` : ''))];
  return {
    type: 'table',
    rows: [heading, ...body.slice(0, room), ...rest],
    column_settings: columns.map((column) => ({
      align: column.align ?? 'left',
      is_wrapped: column.isWrapped ?? false,
    })),
    ...(blockId === undefined ? {} : { block_id: blockId }),
  };
}

/** How many of the rows fit, keeping room for one that says how many do not. */
function roomFor(body: readonly (readonly Cell[])[], characters: number): number {
  const restRow = 40;
  let left = characters;
  let room = 0;
  for (const row of body) {
    left -= charactersIn(row);
    const isLast = room === body.length - 1;
    if (left < (isLast ? 0 : restRow) || room + (isLast ? 0 : 1) >= limits.table.rows - 1) break;
    room += 1;
  }
  return room;
}

function charactersIn(row: readonly Cell[]): number {
  return row.reduce(
    (sum, one) => sum + (one.type === 'rich_text' ? JSON.stringify(one).length : one.text.length),
    0,
  );
}

function headingCell(column: TableColumn): RichTextBlock {
  return richText([richSection([richRun(shown(column.heading), { bold: true })])]);
}

function cell(content: TableCell): Cell {
  if (typeof content === 'string') return { type: 'raw_text', text: shown(content) };
  if ('type' in content) return content;
  return { type: 'raw_number', value: content.value, text: shown(content.text) };
}

function shown(text: string): string {
  return truncate(filled(text), longestCell);
}
