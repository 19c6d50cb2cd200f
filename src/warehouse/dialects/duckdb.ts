import type { SqlDialect } from '../dialect.ts';
import { COMMON, dayStart, isNumberForm, MICROSECONDS, NUMBER_PATTERN, numberBound } from './common.ts';

const TYPES = { text: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE' } as const;

/** A JSON pointer: it takes any name as it is. */
function pointer(property: string): string {
  return `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export const DUCKDB: SqlDialect = {
  ...COMMON,
  name: 'duckdb',
  placeholder: (index, type) => `CAST($${index + 1} AS ${TYPES[type]})`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
  float: (value) => `CAST(${value} AS DOUBLE)`,
  nullText: 'CAST(NULL AS VARCHAR)',
  nullFloat: 'CAST(NULL AS DOUBLE)',
  microseconds: (column, form) => {
    if (isNumberForm(form)) return `CAST(${column} * ${MICROSECONDS[form]} AS BIGINT)`;
    return `epoch_us(${form === 'text' ? `CAST(${column} AS TIMESTAMPTZ)` : column})`;
  },
  bound: (milliseconds, form) => {
    if (isNumberForm(form)) return numberBound(milliseconds, form);
    const start = dayStart(milliseconds);
    return form === 'text' ? `'${start.slice(0, 10)}'` : `TIMESTAMP '${start}'`;
  },
  wholeDivision: (a, b) => `${a} // ${b}`,
  jsonText: (column, property, bind) => `json_extract_string(${column}, ${bind(pointer(property))})`,
  jsonString: (column, property, bind) => {
    const at = bind(pointer(property));
    return `CASE WHEN json_type(${column}, ${at}) = 'VARCHAR' THEN json_extract_string(${column}, ${at}) END`;
  },
  numberOf: (text) =>
    `CASE WHEN regexp_matches(${text}, '${NUMBER_PATTERN}') AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`,
  // It writes a large number without the plus that JavaScript writes.
  shownAs: (constant) => [String(constant), String(constant).replace('e+', 'e')],
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,
};
