import type { InstantForm } from '#ports/warehouse-tables.ts';
import { utcDay } from '#shared/utc-day.ts';
import type { SqlDialect } from '../dialect.ts';

/** What a number looks like as text, as a regular expression of any engine; the whole text must be one. */
export const NUMBER_PATTERN = '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$';

/** Microseconds of one unit of each form that is a number. */
export const MICROSECONDS = { seconds: 1_000_000, milliseconds: 1_000, microseconds: 1 } as const;

/** Expressions in the types in which a dialect keeps texts and floats. */
export function castsTo(
  text: string,
  float: string,
): Pick<SqlDialect, 'text' | 'float' | 'nullText' | 'nullFloat'> {
  const cast = (type: string) => (value: string) => `CAST(${value} AS ${type})`;
  return {
    text: cast(text),
    float: cast(float),
    nullText: cast(text)('NULL'),
    nullFloat: cast(float)('NULL'),
  };
}

/** A column as microseconds in a type of 64 bits: a product of two numbers of 32 bits may not fit into 32. `instant` writes a column that holds no numbers. */
export function microsecondsBy(
  type: string,
  instant: (column: string, form: InstantForm) => string,
): SqlDialect['microseconds'] {
  return (column, form) =>
    isNumberForm(form)
      ? `CAST(${column} * CAST(${MICROSECONDS[form]} AS ${type}) AS ${type})`
      : instant(column, form);
}

export function isNumberForm(form: InstantForm): form is keyof typeof MICROSECONDS {
  return form in MICROSECONDS;
}

/** The bounds of a dialect that writes the beginning of a UTC day, given by its date, as `timestamp` does. */
export function boundBy(timestamp: (date: string) => string): SqlDialect['bound'] {
  return (milliseconds, form) => {
    if (isNumberForm(form)) return String(Math.floor((milliseconds * 1_000) / MICROSECONDS[form]));
    const date = utcDay(milliseconds);
    return form === 'text' ? `'${date}'` : timestamp(date);
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** The ways in which a database may write a number or a truth of JSON, if it writes large numbers as it likes. */
export function everyShape(constant: number | boolean): readonly string[] {
  const shown = String(constant);
  if (typeof constant === 'boolean' || !Number.isFinite(constant)) return [shown];
  return [...new Set([shown, shown.replace('e+', 'e'), ...wholeShapes(constant)])];
}

/** With all digits; as a float with 15 of them after the point; and with `E` as Java does. */
function wholeShapes(constant: number): readonly string[] {
  if (!Number.isInteger(constant)) return [];
  const digits = String(BigInt(constant));
  if (Number.isSafeInteger(constant)) return [digits];
  const [mantissa, exponent = ''] = constant.toExponential().split('e+');
  const java = `${mantissa}${mantissa?.includes('.') ? '' : '.0'}E${exponent}`;
  return [digits, `${digits}.0`, constant.toExponential(15), java];
}

/** What most databases write alike: double quotes, `CAST`, `||`, `translate`, literals of instants. */
export const COMMON = {
  quoted: (name) => `"${name}"`,
  namesParameters: true,
  joined: (...texts) => `(${texts.join(' || ')})`,
  lowerAscii: (text) => `translate(${text}, '${LOWER.toUpperCase()}', '${LOWER}')`,
  leastText: (text) => `MIN(${text})`,
  digits: (value) => `lpad(CAST(${value} AS VARCHAR), 20, '0')`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  startsWith: (text, part) => `strpos(${text}, ${part}) = 1`,
  bound: boundBy((date) => `TIMESTAMP '${date} 00:00:00'`),
  shownAs: (constant) => [String(constant)],
  join: 'left',
  spread: { by: 'functions', variance: 'var_samp', covariance: 'covar_samp' },
  ending: '',
} as const satisfies Partial<SqlDialect>;
