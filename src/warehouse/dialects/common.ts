import type { InstantForm } from '#ports/warehouse-tables.ts';
import { utcDay } from '#shared/utc-day.ts';
import type { SqlDialect } from '../dialect.ts';

/** What a number looks like as text, as a regular expression of any engine; the whole text must be one. */
export const NUMBER_PATTERN = '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$';

/** Microseconds of one unit of each form that is a number. */
export const MICROSECONDS = { seconds: 1_000_000, milliseconds: 1_000, microseconds: 1 } as const;

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

/** What most databases write alike: double quotes, `CAST`, `||`, `translate`, literals of instants. */
export const COMMON = {
  quoted: (name) => `"${name}"`,
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
