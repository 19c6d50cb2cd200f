import type { EventTable } from '#ports/warehouse-tables.ts';
import { DAY } from '#shared/clock.ts';
import { columnName } from './identifiers.ts';
import { rulePredicate } from './rules.ts';
import type { Writing } from './statement.ts';
import { readerOf, type TableReader } from './table-reader.ts';

/** What is selected of a table of events, and which of its rows. */
export interface EventRows {
  readonly unit: string;
  /** Microseconds since the Unix epoch. */
  readonly at: string;
  readonly reader: TableReader;
  /** Conditions of the window [from, until), in milliseconds, and the filters of the table. */
  readonly within: (from: number, until: number) => readonly string[];
}

/** Days that bounds of partitions and of timestamps leave to spare, because a column may be of any time zone. */
const SPARE = DAY;

export function eventRows(table: EventTable, unitsAreText: boolean, writing: Writing): EventRows {
  const { dialect, values } = writing;
  const reader = readerOf(table, writing);
  const unit = columnName(dialect, table.unit);
  const { column, form } = table.time;
  const time = columnName(dialect, column);
  const at = dialect.microseconds(time, form);
  const isBetween = (what: string, of: typeof form, from: number, until: number) => [
    `${what} >= ${dialect.bound(from - SPARE, of)}`,
    `${what} < ${dialect.bound(until + 2 * SPARE, of)}`,
  ];
  const filters = (table.filters ?? []).map((rule) => rulePredicate(rule, writing, reader));
  return {
    unit: unitsAreText ? unit : dialect.text(unit),
    at,
    reader,
    within: (from, until) => [
      ...isBetween(time, form, from, until),
      ...(table.partition === undefined
        ? []
        : isBetween(columnName(dialect, table.partition), 'timestamp', from, until)),
      `${at} >= ${values.bind(from * 1_000, 'integer')}`,
      `${at} < ${values.bind(until * 1_000, 'integer')}`,
      `${unit} IS NOT NULL`,
      ...filters,
    ],
  };
}

/** Conditions after WHERE, one a line. */
export function whereAll(conditions: readonly string[]): string {
  return `WHERE ${conditions.join('\nAND ')}`;
}
