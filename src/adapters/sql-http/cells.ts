import type { SqlAnswer } from '#ports/sql-engine.ts';
import { warehouseFault } from '#ports/sql-faults.ts';

/** What the text of a value is read as. */
export type CellKind = 'text' | 'integer' | 'number' | 'truth';

export interface CellColumn {
  readonly name: string;
  readonly kind: CellKind;
}

/** A float as databases write it; infinities and no-numbers in the spellings of each. */
const NUMBER = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;

/**
 * Rows whose values came as texts, by the names of their columns in lower case. Throws `warehouse.unexpected-answer` if a value is not
 * of its column's kind.
 */
export function cellRows(
  columns: readonly CellColumn[],
  rows: readonly (readonly (string | null)[])[],
): SqlAnswer['rows'] {
  const names = columns.map(({ name }) => name.toLowerCase());
  return rows.map((row) => {
    if (row.length !== columns.length) throw unexpected(`a row of ${row.length} values`);
    return Object.fromEntries(
      columns.map(({ kind }, index) => [names[index], readCell(kind, row[index] ?? null)]),
    );
  });
}

function readCell(kind: CellKind, value: string | null): string | number | bigint | boolean | null {
  if (value === null) return null;
  switch (kind) {
    case 'text':
      return value;
    case 'integer':
      if (!/^-?\d+$/.test(value)) throw unexpected('a whole number that is none');
      return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);
    case 'number':
      if (NOT_FINITE.test(value)) return Number.NaN;
      if (!NUMBER.test(value)) throw unexpected('a number that is none');
      return Number(value);
    case 'truth':
      if (!/^(?:true|false)$/i.test(value)) throw unexpected('a truth that is none');
      return value.toLowerCase() === 'true';
  }
}

/** The fault of an answer that is not as the database documents it. */
export function unexpected(what: string, cause?: unknown) {
  return warehouseFault(
    'unexpected-answer',
    `The answer of the warehouse has ${what}.`,
    cause === undefined ? {} : { cause },
  );
}
