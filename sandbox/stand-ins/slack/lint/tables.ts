import { type Fields, fieldsIn, fieldsOf, isFields, listOf } from '#sandbox/stand-ins/slack/fields.ts';
import { byType, flag, identifier, list, number, oneOf, shape, string } from './checks.ts';
import { limits } from './limits.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';
import { richText } from './rich-text.ts';

const cell: Check = byType(
  {
    raw_text: shape({ required: { text: string() } }),
    raw_number: shape({ required: { text: string(), value: number({}, false) } }),
    rich_text: richText,
  },
  'unsupported-cell',
);

const columnSetting: Check = (value, place) =>
  value === null
    ? []
    : shape({
        name: 'column_settings',
        optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag },
      })(value, place);

/** A plain table: up to 100 rows of up to 20 cells, all rows equally wide. */
export const table: Check = shape({
  required: { rows: list(list(cell, { max: limits.table.columns }), { max: limits.table.rows }) },
  optional: { block_id: identifier, column_settings: list(columnSetting, { max: limits.table.columns }) },
  also: (fields, place) => [
    ...equalWidths(fields, place),
    ...notTooMuch(fields, limits.table.characters, place),
  ],
});

/** A table with paging and sorting: a row of headings and up to 100 more. */
export const dataTable: Check = shape({
  required: {
    caption: string(),
    rows: list(list(cell, { max: limits.dataTable.columns }), { min: 2, max: limits.dataTable.rows }),
  },
  optional: {
    block_id: identifier,
    page_size: number({ min: 1, max: limits.dataTable.pageSize }),
    row_header_column_index: number({ min: 0, max: limits.dataTable.columns - 1 }),
  },
  also: (fields, place) => [
    ...plainHeadings(fields, place),
    ...equalWidths(fields, place),
    ...headerColumnInside(fields, place),
    ...notTooMuch(fields, limits.dataTable.characters, place),
  ],
});

function equalWidths(fields: Fields, place: Place): readonly Problem[] {
  const rows = listOf(fields['rows']).map(listOf);
  const width = rows[0]?.length ?? 0;
  const at = rows.findIndex((row) => row.length !== width);
  if (at < 0) return [];
  return problem(
    inside(inside(place, 'rows'), at),
    'unequal-rows',
    `must have ${width} cells like the first row`,
  );
}

function plainHeadings(fields: Fields, place: Place): readonly Problem[] {
  const headings = listOf(listOf(fields['rows'])[0]);
  const at = headings.findIndex((one) => fieldsOf(one)['type'] === 'rich_text');
  return at < 0
    ? []
    : problem(
        inside(inside(inside(place, 'rows'), 0), at),
        'rich-heading',
        'a heading cell must not be rich_text',
      );
}

function headerColumnInside(fields: Fields, place: Place): readonly Problem[] {
  const index = fields['row_header_column_index'];
  const width = listOf(listOf(fields['rows'])[0]).length;
  return typeof index === 'number' && index >= width
    ? problem(inside(place, 'row_header_column_index'), 'no-such-column', `there are ${width} columns`)
    : [];
}

function notTooMuch(fields: Fields, max: number, place: Place): readonly Problem[] {
  const cells = listOf(fields['rows']).flatMap(listOf);
  const total = cells.reduce((sum: number, one) => sum + textLength(one), 0);
  return total > max ? problem(place, 'too-much-text', `${total} characters in cells, ${max} allowed`) : [];
}

/** The characters a cell shows: every `text` in it, however deep. */
function textLength(value: unknown): number {
  if (!isFields(value)) return 0;
  const own = typeof value['text'] === 'string' ? value['text'].length : 0;
  return fieldsIn(value['elements']).reduce((sum, one) => sum + textLength(one), own);
}
