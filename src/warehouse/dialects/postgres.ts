import type { SqlDialect } from '../dialect.ts';
import { COMMON, castsTo, microsecondsBy, NUMBER_PATTERN } from './common.ts';

const TYPES = { text: 'text', integer: 'bigint', number: 'float8' } as const;

/** PostgreSQL from 12 on. */
export const POSTGRES: SqlDialect = {
  ...COMMON,
  name: 'postgres',
  placeholder: (index, type) => `$${index + 1}::${TYPES[type]}`,
  ...castsTo(TYPES.text, TYPES.number),
  microseconds: microsecondsBy('bigint', (column, form) => {
    const instant = form === 'text' ? `CAST(${column} AS timestamptz)` : column;
    return `CAST(EXTRACT(EPOCH FROM ${instant}) * 1000000 AS bigint)`;
  }),
  wholeDivision: (a, b) => `${a} / ${b}`,
  jsonText: (column, property, bind) => `(${column} ->> ${bind(property)})`,
  jsonString: (column, property, bind) => {
    const name = bind(property);
    // Of json and of jsonb alike: only a string is written with quotes.
    return `CASE WHEN left(CAST(${column} -> ${name} AS text), 1) = '"' THEN ${column} ->> ${name} END`;
  },
  numberOf,
  // jsonb writes all digits of a number.
  shownAs: (constant) => [
    String(constant),
    ...(typeof constant === 'number' && Number.isInteger(constant) ? [String(BigInt(constant))] : []),
  ],
  matches: (text, pattern) => `${text} ~ ${pattern}`,
  digits: (value) => `lpad(CAST(${value} AS text), 20, '0')`,
  leastText: (text) => `MIN(${text} COLLATE "C")`,
};

/** PostgreSQL refuses a number that no double holds, so that those are told apart before. */
function numberOf(text: string): string {
  const is = (pattern: string) => `${text} ~ '${pattern}'`;
  return `CASE WHEN ${is('^-?[0-9]{1,15}([.][0-9]{1,15})?$')} THEN CAST(${text} AS float8)
WHEN NOT ${is(NUMBER_PATTERN)} THEN NULL
WHEN ${is('^-?0+([.]0+)?([eE]|$)')} OR ${is('[eE]-0*[1-9][0-9]{3,}$')} THEN 0
WHEN ${is('[eE][+]?0*[1-9][0-9]{3,}$')} OR abs(CAST(${text} AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(${text} AS numeric)) < 5e-324 THEN 0
ELSE CAST(${text} AS float8) END`;
}
