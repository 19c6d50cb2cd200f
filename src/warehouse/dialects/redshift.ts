import { warehouseFault } from '#ports/sql-faults.ts';
import type { SqlDialect } from '../dialect.ts';
import { COMMON, castsTo, everyShape, microsecondsBy, NUMBER_PATTERN } from './common.ts';

/** A bare VARCHAR has 256 bytes. */
const TEXT = 'VARCHAR(65535)';
const TYPES = { text: TEXT, integer: 'BIGINT', number: 'FLOAT8' } as const;
/** Bytes of a name at most. */
const LONGEST = 127;

/**
 * Amazon Redshift: a PostgreSQL of its own, without covariances and with little JSON. A column of JSON is a SUPER, whose members are
 * named in the text; one of instants `TIMESTAMPTZ`, or `TIMESTAMP` in UTC.
 */
export const REDSHIFT: SqlDialect = {
  ...COMMON,
  name: 'redshift',
  placeholder: (index, type) => `CAST($${index + 1} AS ${TYPES[type]})`,
  ...castsTo(TYPES.text, TYPES.number),
  microseconds: microsecondsBy('BIGINT', (column, form) => {
    const instant = form === 'text' ? `CAST(${column} AS TIMESTAMPTZ)` : column;
    // An epoch is of whole seconds there.
    return `DATEDIFF(microsecond, TIMESTAMP '1970-01-01 00:00:00', ${instant})`;
  }),
  wholeDivision: (a, b) => `CAST((${a} - MOD(${a}, ${b})) / ${b} AS BIGINT)`,
  jsonText: (column, property) => {
    const value = member(column, property);
    return `CASE JSON_TYPEOF(${value}) WHEN 'string' THEN CAST(${value} AS ${TEXT}) WHEN 'null' THEN NULL ELSE JSON_SERIALIZE(${value}) END`;
  },
  jsonString: (column, property) => {
    const value = member(column, property);
    return `CASE WHEN JSON_TYPEOF(${value}) = 'string' THEN CAST(${value} AS ${TEXT}) END`;
  },
  numberOf: (text) => {
    // Nothing but a number may come to the cast: it takes no empty text, and conditions are not tried in their order.
    const number = `TRY_CAST(CASE WHEN ${text} ~ '${NUMBER_PATTERN}' THEN ${text} END AS FLOAT8)`;
    return `CASE WHEN abs(${number}) < CAST('Infinity' AS FLOAT8) THEN ${number} END`;
  },
  shownAs: everyShape,
  matches: (text, pattern) => `${text} ~ ${pattern}`,
  digits: (value) => `LPAD(CAST(${value} AS VARCHAR), 20, '0')`,
  spread: { by: 'differences' },
};

/** Members have no functions that take their name as a value, so that it is quoted as the name of a column is. */
function member(column: string, property: string): string {
  if (property === '' || property.includes('\0') || Buffer.byteLength(property) > LONGEST)
    throw warehouseFault(
      'undescribed',
      `"${property}" cannot be read in Redshift: the name of a property has 1 to ${LONGEST} bytes there. Give it a column of its own under \`columns\`.`,
    );
  return `${column}."${property.replaceAll('"', '""')}"`;
}
