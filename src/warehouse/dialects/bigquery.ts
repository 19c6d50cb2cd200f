import type { SqlDialect } from '../dialect.ts';
import { boundBy, COMMON, castsTo, everyShape, microsecondsBy, NUMBER_PATTERN } from './common.ts';

/** A path that takes the name as it is. */
function path(property: string): string {
  return `$."${property.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** BigQuery, GoogleSQL. A column of JSON may be `JSON` or `STRING`; one of instants `TIMESTAMP`, or `DATETIME` in UTC. */
export const BIGQUERY: SqlDialect = {
  ...COMMON,
  name: 'bigquery',
  quoted: (name) => `\`${name}\``,
  placeholder: (index) => `@p${index}`,
  ...castsTo('STRING', 'FLOAT64'),
  microseconds: microsecondsBy('INT64', (column) => `UNIX_MICROS(CAST(${column} AS TIMESTAMP))`),
  // A literal becomes what its column is: a timestamp, a datetime or a date.
  bound: boundBy((date) => `'${date}'`),
  wholeDivision: (a, b) => `DIV(${a}, ${b})`,
  jsonText: (column, property, bind) => {
    const at = bind(path(property));
    // Lists and objects have no value; of both kinds of columns `%t` shows them as JSON.
    return `coalesce(JSON_VALUE(${column}, ${at}), nullif(nullif(${shown(column, at)}, 'NULL'), 'null'))`;
  },
  jsonString: (column, property, bind) => {
    const at = bind(path(property));
    return `CASE WHEN STARTS_WITH(${shown(column, at)}, '"') THEN JSON_VALUE(${column}, ${at}) END`;
  },
  numberOf: (text) => {
    const number = `SAFE_CAST(${text} AS FLOAT64)`;
    return `CASE WHEN REGEXP_CONTAINS(${text}, '${NUMBER_PATTERN}') AND NOT IS_INF(${number}) THEN ${number} END`;
  },
  shownAs: everyShape,
  startsWith: (text, part) => `STARTS_WITH(${text}, ${part})`,
  matches: (text, pattern) => `REGEXP_CONTAINS(${text}, ${pattern})`,
  digits: (value) => `LPAD(CAST(${value} AS STRING), 20, '0')`,
  // Nothing says that its variances keep their digits if values are large and close together.
  spread: { by: 'differences' },
};

function shown(column: string, path: string): string {
  return `FORMAT('%t', JSON_QUERY(${column}, ${path}))`;
}
