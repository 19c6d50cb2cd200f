import type { TableBlock } from '@slack/types';

/** A cell: words, or a number with the words that show it. */
type Cell = string | { readonly value: number; readonly text: string };

/** A table as Slack takes it, its first row the headings, its first column set left and the others right. The bot sends none, but the stand-in has to know them. */
export function tableBlock(rows: readonly (readonly Cell[])[]): TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) =>
      row.map((cell) =>
        typeof cell === 'string' ? { type: 'raw_text', text: cell } : { type: 'raw_number', ...cell },
      ),
    ),
    column_settings:
      rows[0]?.map((_, column) => ({ align: column === 0 ? 'left' : 'right', is_wrapped: false })) ?? [],
  };
}
