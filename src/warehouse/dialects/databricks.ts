import type { SqlDialect } from '../dialect.ts';
import { COMMON, castsTo, everyShape, microsecondsBy, NUMBER_PATTERN } from './common.ts';

/**
 * Databricks SQL. A column of JSON may be a text or a variant; one of instants `TIMESTAMP`, or `TIMESTAMP_NTZ` in the zone of the SQL
 * warehouse, which is UTC unless an admin changed it.
 */
export const DATABRICKS: SqlDialect = {
  ...COMMON,
  name: 'databricks',
  quoted: (name) => `\`${name}\``,
  placeholder: (index) => `:p${index}`,
  ...castsTo('STRING', 'DOUBLE'),
  microseconds: microsecondsBy('BIGINT', (column) => `unix_micros(CAST(${column} AS TIMESTAMP))`),
  wholeDivision: (a, b) => `${a} DIV ${b}`,
  jsonText: (column, property, bind) => member(column, 'STRING', bind(property)),
  jsonString: (column, property, bind) => {
    const name = bind(property);
    return `CASE WHEN schema_of_variant(${member(column, 'VARIANT', name)}) = 'STRING' THEN ${member(column, 'STRING', name)} END`;
  },
  numberOf: (text) => {
    const number = `try_cast(${text} AS DOUBLE)`;
    return `CASE WHEN ${text} RLIKE '${NUMBER_PATTERN}' AND abs(${number}) < CAST('Infinity' AS DOUBLE) THEN ${number} END`;
  },
  shownAs: everyShape,
  contains: (text, part) => `contains(${text}, ${part})`,
  startsWith: (text, part) => `startswith(${text}, ${part})`,
  matches: (text, pattern) => `${text} RLIKE ${pattern}`,
  digits: (value) => `lpad(CAST(${value} AS STRING), 20, '0')`,
};

/** A member of the JSON object: of a string its own text, of anything else what the JSON says. */
function member(column: string, type: 'STRING' | 'VARIANT', name: string): string {
  return `try_element_at(from_json(CAST(${column} AS STRING), 'MAP<STRING, ${type}>'), ${name})`;
}
