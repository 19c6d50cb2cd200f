import type { InstantForm } from '#ports/warehouse-tables.ts';
import { DAY } from '#shared/clock.ts';
import type { SqlDialect } from '../dialect.ts';

/** What a number looks like as text, as a regular expression of any engine; the whole text must be one. */
export const NUMBER_PATTERN = '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$';

/** Microseconds of one unit of each form that is a number. */
export const MICROSECONDS = { seconds: 1_000_000, milliseconds: 1_000, microseconds: 1 } as const;

export function isNumberForm(form: InstantForm): form is keyof typeof MICROSECONDS {
  return form in MICROSECONDS;
}

/** `2026-11-28`, in UTC, of an instant in milliseconds. */
export function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** `2026-11-28 00:00:00`, the beginning of its UTC day. */
export function dayStart(milliseconds: number): string {
  return `${dateOf(Math.floor(milliseconds / DAY) * DAY)} 00:00:00`;
}

/** The bound of a column that holds a number. */
export function numberBound(milliseconds: number, form: keyof typeof MICROSECONDS): string {
  return String(Math.floor((milliseconds * 1_000) / MICROSECONDS[form]));
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** What most databases write alike: double quotes, `CAST`, `||`, `translate`. */
export const COMMON = {
  quoted: (name) => `"${name}"`,
  joined: (...texts) => `(${texts.join(' || ')})`,
  lowerAscii: (text) => `translate(${text}, '${LOWER.toUpperCase()}', '${LOWER}')`,
  leastText: (text) => `MIN(${text})`,
  digits: (value) => `lpad(CAST(${value} AS VARCHAR), 20, '0')`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  startsWith: (text, part) => `strpos(${text}, ${part}) = 1`,
  shownAs: (constant) => [String(constant)],
  join: 'left',
  spread: { by: 'functions', variance: 'var_samp', covariance: 'covar_samp' },
  ending: '',
} as const satisfies Partial<SqlDialect>;
