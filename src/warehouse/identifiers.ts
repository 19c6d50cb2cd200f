import { warehouseFault } from '#ports/sql-faults.ts';
import type { SqlDialect } from './dialect.ts';

/** What each part of a name may be: nothing that any database reads as more than a name. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** A column, quoted. Throws `warehouse.undescribed` for a name that is none. */
export function columnName(dialect: SqlDialect, name: string): string {
  if (IDENTIFIER.test(name)) return dialect.quoted(name);
  throw warehouseFault(
    'undescribed',
    `"${name}" is no name of a table or column. Correct it in the settings under \`warehouse\`.`,
  );
}

/** Levels of statements begin so; a table that does too would be taken for one. */
const OWN_NAMES = /^look__/;

/** A table with what it lies in, parted by dots, quoted. Throws as `columnName`. */
export function tableName(dialect: SqlDialect, path: string): string {
  if (OWN_NAMES.test(path))
    throw warehouseFault(
      'undescribed',
      `"${path}" begins as levels of statements do. Name it with its schema before a dot.`,
    );
  return path
    .split('.')
    .map((part) => columnName(dialect, part))
    .join('.');
}
