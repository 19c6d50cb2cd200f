import type { SqlDialect } from '../dialect.ts';
import { boundBy, COMMON, castsTo, isNumberForm, MICROSECONDS, NUMBER_PATTERN } from './common.ts';

const TYPES = { text: 'String', integer: 'Int64', number: 'Float64' } as const;

export const CLICKHOUSE: SqlDialect = {
  ...COMMON,
  name: 'clickhouse',
  quoted: (name) => `\`${name}\``,
  placeholder: (index, type) => `{p${index}:${TYPES[type]}}`,
  ...castsTo(`Nullable(${TYPES.text})`, `Nullable(${TYPES.number})`),
  microseconds: (column, form) => {
    if (isNumberForm(form)) return `CAST(${column} * ${MICROSECONDS[form]} AS Int64)`;
    if (form === 'text') return `toUnixTimestamp64Micro(parseDateTime64BestEffort(${column}, 6, 'UTC'))`;
    return `toUnixTimestamp64Micro(toDateTime64(${column}, 6, 'UTC'))`;
  },
  bound: boundBy((date) => `toDateTime64('${date} 00:00:00', 6, 'UTC')`),
  wholeDivision: (a, b) => `intDiv(${a}, ${b})`,
  jsonText: (column, property, bind) => `JSONExtract(${column}, ${bind(property)}, 'Nullable(String)')`,
  jsonString: (column, property, bind) => {
    const name = bind(property);
    return `CASE WHEN JSONType(${column}, ${name}) = 'String' THEN JSONExtractString(${column}, ${name}) END`;
  },
  numberOf: (text) => {
    const number = `accurateCastOrNull(${text}, 'Float64')`;
    return `CASE WHEN match(${text}, '${NUMBER_PATTERN}') AND isFinite(${number}) THEN ${number} END`;
  },
  // It writes a large number without the plus that JavaScript writes.
  shownAs: (constant) => [String(constant), String(constant).replace('e+', 'e')],
  contains: (text, part) => `position(${text}, ${part}) > 0`,
  startsWith: (text, part) => `startsWith(${text}, ${part})`,
  matches: (text, pattern) => `match(${text}, ${pattern})`,
  digits: (value) => `leftPad(toString(${value}), 20, '0')`,
  // The plain ones lose digits when values are large and close together.
  spread: { by: 'functions', variance: 'varSampStable', covariance: 'covarSampStable' },
  join: 'right',
  // A join without a partner gives NULL, as in any other database, and not 0.
  ending: 'SETTINGS join_use_nulls = 1',
};
