import type { SqlDialect } from '../dialect.ts';
import { boundBy, COMMON, isNumberForm, MICROSECONDS, NUMBER_PATTERN } from './common.ts';

/** The path of a property: SQLite compares it with the name as the JSON writes it. */
function path(property: string): string {
  return `$.${JSON.stringify(property)}`;
}

/** SQLite: no variance, no regular expressions of its own (`regexp` is a function of the engine), instants as text or numbers. */
export const SQLITE: SqlDialect = {
  ...COMMON,
  name: 'sqlite',
  placeholder: (index) => `?${index + 1}`,
  text: (value) => `CAST(${value} AS TEXT)`,
  float: (value) => `CAST(${value} AS REAL)`,
  nullText: 'NULL',
  nullFloat: 'NULL',
  microseconds: (column, form) =>
    isNumberForm(form)
      ? `CAST(${column} * ${MICROSECONDS[form]} AS INTEGER)`
      : `(unixepoch(substr(${column}, 1, 19)) * 1000000 + CAST(substr(replace(substr(${column}, 21), 'Z', '') || '000000', 1, 6) AS INTEGER))`,
  bound: boundBy((date) => `'${date}'`),
  wholeDivision: (a, b) => `${a} / ${b}`,
  jsonText: (column, property, bind) => {
    const at = bind(path(property));
    // Text that is no JSON, such as an empty one, holds no property.
    return `CASE WHEN json_valid(${column}) THEN CASE json_type(${column}, ${at}) WHEN 'text' THEN ${column} ->> ${at} WHEN 'null' THEN NULL ELSE ${column} -> ${at} END END`;
  },
  jsonString: (column, property, bind) => {
    const at = bind(path(property));
    return `CASE WHEN json_valid(${column}) THEN CASE WHEN json_type(${column}, ${at}) = 'text' THEN ${column} ->> ${at} END END`;
  },
  numberOf: (text) =>
    `CASE WHEN ${text} REGEXP '${NUMBER_PATTERN}' AND abs(CAST(${text} AS REAL)) <= 1.7976931348623157e308 THEN CAST(${text} AS REAL) END`,
  contains: (text, part) => `instr(${text}, ${part}) > 0`,
  startsWith: (text, part) => `instr(${text}, ${part}) = 1`,
  lowerAscii: (text) => `lower(${text})`,
  matches: (text, pattern) => `${text} REGEXP ${pattern}`,
  digits: (value) => `printf('%020d', ${value})`,
  spread: { by: 'differences' },
  join: 'sort',
};
