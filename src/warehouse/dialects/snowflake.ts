import type { SqlDialect } from '../dialect.ts';
import { COMMON, castsTo, everyShape, microsecondsBy, NUMBER_PATTERN } from './common.ts';

const TYPES = { text: 'VARCHAR', integer: 'NUMBER(38, 0)', number: 'DOUBLE' } as const;

/**
 * Snowflake. Names mean what they mean without quotes: capitals. A column of JSON may be a variant, an object or a text; one of instants
 * any timestamp, of which those without a zone hold UTC.
 */
export const SNOWFLAKE: SqlDialect = {
  ...COMMON,
  name: 'snowflake',
  quoted: (name) => `"${name.toUpperCase()}"`,
  placeholder: (_, type) => `CAST(? AS ${TYPES[type]})`,
  namesParameters: false,
  ...castsTo(TYPES.text, TYPES.number),
  microseconds: microsecondsBy(
    'BIGINT',
    (column, form) =>
      `DATE_PART(EPOCH_MICROSECOND, ${form === 'text' ? `TO_TIMESTAMP_TZ(${column})` : column})`,
  ),
  // A quotient has six digits after the point and is rounded to them, so that what is left over goes first.
  wholeDivision: (a, b) => `CAST((${a} - MOD(${a}, ${b})) / ${b} AS NUMBER(38, 0))`,
  jsonText: (column, property, bind) => `CAST(${member(column, bind(property))} AS VARCHAR)`,
  jsonString: (column, property, bind) => {
    const value = member(column, bind(property));
    return `CASE WHEN TYPEOF(${value}) = 'VARCHAR' THEN CAST(${value} AS VARCHAR) END`;
  },
  numberOf: (text) => {
    const number = `TRY_TO_DOUBLE(${text})`;
    return `CASE WHEN REGEXP_LIKE(${text}, '${NUMBER_PATTERN}') AND abs(${number}) < CAST('inf' AS DOUBLE) THEN ${number} END`;
  },
  shownAs: everyShape,
  contains: (text, part) => `CONTAINS(${text}, ${part})`,
  startsWith: (text, part) => `STARTSWITH(${text}, ${part})`,
  // REGEXP_LIKE would want the whole text to match.
  matches: (text, pattern) => `REGEXP_INSTR(${text}, ${pattern}) > 0`,
  // Its variances are made of sums of squares.
  spread: { by: 'differences' },
};

function member(column: string, name: string): string {
  return `GET(TRY_PARSE_JSON(CAST(${column} AS VARCHAR)), ${name})`;
}
