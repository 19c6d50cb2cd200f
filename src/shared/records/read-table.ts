import { ok, type Result, refused } from '#shared/result.ts';
import type { LineProblem, RawRecord } from './raw-record.ts';
import { readCsv } from './read-csv.ts';

/** The fields of a line that are not empty, by column. */
type Fields = Readonly<Record<string, string>>;

/** The columns of a table, by name, in any order. */
export interface TableColumns {
  readonly known: readonly string[];
  readonly needed: readonly string[];
}

/**
 * Reads CSV whose first line names its columns, as records with their lines; each value is an object of its fields that are not empty, by
 * column. Refuses a text that is no CSV, and columns that are unknown, missing or named twice.
 */
export function readTable(
  text: string,
  columns: TableColumns,
): Result<readonly RawRecord<Fields>[], LineProblem> {
  const read = readCsv(text);
  if (read.kind === 'refused') return read;
  const [head, ...records] = read.value;
  if (head === undefined) return refused({ line: 1, message: 'The file is empty.' });
  const names = head.fields.map((field) => field.trim().toLowerCase());
  const problem = headProblem(names, columns);
  if (problem !== null) return refused({ line: head.line, message: problem });
  return ok(
    records.map(({ line, fields }) => {
      if (fields.length === names.length) return { line, value: fieldsByName(names, fields) };
      const problem = `The line has ${fields.length} fields, but the first line names ${names.length} columns.`;
      return { line, value: {}, problem };
    }),
  );
}

function headProblem(names: readonly string[], { known, needed }: TableColumns): string | null {
  if (names.length === 1 && /[;\t]/.test(names[0] ?? ''))
    return 'The columns are not separated by commas. Save the file as CSV with commas.';
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) return unknownColumn(unknown, known);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `The column "${twice}" stands twice.`;
  const missing = needed.filter((name) => !names.includes(name));
  return missing.length === 0 ? null : `The first line lacks ${missing.join(', ')}.`;
}

/** A first line without names of columns may hold anything, secrets too. */
function unknownColumn(name: string, known: readonly string[]): string {
  const columns = `The columns are ${known.join(', ')}.`;
  return /^[a-z_]{1,30}$/.test(name)
    ? `There is no column "${name}". ${columns}`
    : `The first line must name the columns. ${columns}`;
}

function fieldsByName(names: readonly string[], fields: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name, at) => {
      const field = fields[at]?.trim() ?? '';
      return field === '' ? [] : [[name, field] as const];
    }),
  );
}
