import type { EventTable } from '#ports/warehouse-tables.ts';
import { ownValue } from '#shared/own-value.ts';
import { columnName } from './identifiers.ts';
import { finite, type RuleColumns } from './rules.ts';
import type { Writing } from './statement.ts';

/** Reads properties from the columns of a table, as expressions; NULL if there is none. */
export interface TableReader extends RuleColumns {
  /** Whether the table has a place for it. */
  readonly has: (property: string) => boolean;
  /** Its text if it is a text; NULL otherwise. */
  readonly string: (property: string) => string;
}

export function readerOf({ properties, columns = {} }: EventTable, writing: Writing): TableReader {
  const { dialect, values } = writing;
  const own = (property: string) => ownValue(columns, property);
  const read = (property: string, json: 'jsonText' | 'jsonString'): string => {
    const column = own(property);
    if (column !== undefined) return dialect.text(columnName(dialect, column.column));
    if (properties === undefined) return dialect.nullText;
    return dialect[json](columnName(dialect, properties), property, values.bind);
  };
  const text = (property: string) => read(property, 'jsonText');
  const native = (property: string) => {
    const column = own(property);
    return column?.type === 'number' ? dialect.float(columnName(dialect, column.column)) : null;
  };
  return {
    has: (property) => properties !== undefined || own(property) !== undefined,
    text,
    string: (property) => read(property, 'jsonString'),
    number: (property) => {
      const column = native(property);
      return column === null ? dialect.numberOf(text(property)) : `(${finite(column, writing)})`;
    },
    native,
  };
}
