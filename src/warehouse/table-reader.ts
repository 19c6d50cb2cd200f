import type { EventTable } from '#ports/warehouse-tables.ts';
import { columnName } from './identifiers.ts';
import type { Writing } from './statement.ts';

/** Reads properties from the columns of a table, as expressions. */
export interface TableReader {
  /** Whether the table has a place for it. */
  readonly has: (property: string) => boolean;
  /** Its text; NULL if there is none. */
  readonly text: (property: string) => string;
  /** Its text if it is a text; NULL otherwise. */
  readonly string: (property: string) => string;
  /** The column with its number; null if it is read from its text. */
  readonly native: (property: string) => string | null;
}

export function readerOf(
  { properties, columns = {} }: EventTable,
  { dialect, values }: Writing,
): TableReader {
  const own = (property: string) => (Object.hasOwn(columns, property) ? columns[property] : undefined);
  const read = (property: string, json: 'jsonText' | 'jsonString'): string => {
    const column = own(property);
    if (column !== undefined) return dialect.text(columnName(dialect, column.column));
    if (properties === undefined) return dialect.nullText;
    return dialect[json](columnName(dialect, properties), property, values.bind);
  };
  return {
    has: (property) => properties !== undefined || own(property) !== undefined,
    text: (property) => read(property, 'jsonText'),
    string: (property) => read(property, 'jsonString'),
    native: (property) => {
      const column = own(property);
      return column?.type === 'number' ? dialect.float(columnName(dialect, column.column)) : null;
    },
  };
}
