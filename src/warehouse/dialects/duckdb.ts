import type { SqlDialect } from '../dialect.ts';
import { COMMON, castsTo, microsecondsBy, NUMBER_PATTERN } from './common.ts';

const TYPES = { text: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE' } as const;

/** A JSON pointer: it takes any name as it is. */
function pointer(property: string): string {
  return `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export const DUCKDB: SqlDialect = {
  ...COMMON,
  name: 'duckdb',
  placeholder: (index, type) => `CAST($${index + 1} AS ${TYPES[type]})`,
  ...castsTo(TYPES.text, TYPES.number),
  microseconds: microsecondsBy(
    'BIGINT',
    (column, form) => `epoch_us(${form === 'text' ? `CAST(${column} AS TIMESTAMPTZ)` : column})`,
  ),
  wholeDivision: (a, b) => `${a} // ${b}`,
  // Text that is no JSON, such as an empty one, holds no property.
  jsonText: (column, property, bind) => `TRY(json_extract_string(${column}, ${bind(pointer(property))}))`,
  jsonString: (column, property, bind) => {
    const at = bind(pointer(property));
    return `CASE WHEN TRY(json_type(${column}, ${at})) = 'VARCHAR' THEN json_extract_string(${column}, ${at}) END`;
  },
  numberOf: (text) =>
    `CASE WHEN regexp_matches(${text}, '${NUMBER_PATTERN}') AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`,
  // It writes a large number without the plus that JavaScript writes.
  shownAs: (constant) => [String(constant), String(constant).replace('e+', 'e')],
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,
};
