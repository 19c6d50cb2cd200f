import type { Condition } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import { NUMBER_PATTERN } from './dialects/common.ts';
import type { Writing } from './statement.ts';

/** Reads the text and the number of a rule's property; the level of the query decides from which columns. */
export interface RuleColumns {
  readonly text: (property: string) => string;
  /** NULL unless the text is a finite number. */
  readonly number: (property: string) => string;
  /** The column with its number; null if it is read from its text. */
  readonly native: (property: string) => string | null;
}

/** The number that a constant is as a whole, also one that is written as text; null of any other. */
export function numberOfConstant(constant: string | number | boolean): number | null {
  if (typeof constant === 'boolean') return null;
  const number = new RegExp(NUMBER_PATTERN).test(String(constant)) ? Number(constant) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Whether a number is at most so far from 0. NaN is not: it is greater than all numbers in some databases, and in no order with them in others. */
export function isUpTo(number: string, largest: number, { values }: Pick<Writing, 'values'>): string {
  return `abs(${number}) <= ${values.bind(largest, 'number')}`;
}

/** A number of a column if it is finite; NULL otherwise. */
export function finite(number: string, writing: Pick<Writing, 'values'>): string {
  return `CASE WHEN ${isUpTo(number, Number.MAX_VALUE, writing)} THEN ${number} END`;
}

/** One rule as an expression. Inside an OR or an AND a NULL counts as false; `is_not` and `not_icontains` match a missing property. */
export function rulePredicate(
  rule: Condition | TestAccountRule,
  { dialect, values }: Pick<Writing, 'dialect' | 'values'>,
  read: RuleColumns,
): string {
  const text = read.text(rule.property);
  const native = read.native(rule.property);
  if (rule.operator === 'is_set') return `${native ?? text} IS NOT NULL`;
  switch (rule.operator) {
    case 'exact':
      return equals(rule.value);
    case 'is_not':
      return `(${comparedNumber(rule.value) === null ? text : native} IS NULL OR NOT (${equals(rule.value)}))`;
    case 'gt':
      return `${read.number(rule.property)} > ${values.bind(rule.value, 'number')}`;
    case 'lt':
      return `${read.number(rule.property)} < ${values.bind(rule.value, 'number')}`;
    case 'icontains':
      return holds(text, rule.value);
    case 'not_icontains':
      return `(${text} IS NULL OR NOT (${holds(text, rule.value)}))`;
    case 'regex':
      return dialect.matches(text, values.bind(rule.value));
  }

  /** The number with which a column of numbers is compared; null if texts are. */
  function comparedNumber(constant: string | number | boolean): number | null {
    return native === null ? null : numberOfConstant(constant);
  }

  function equals(constant: string | number | boolean): string {
    const number = comparedNumber(constant);
    // A column of numbers shows 7 as 7.0 in some databases.
    if (number !== null) return `${native} = ${values.bind(number, 'number')}`;
    const shown = typeof constant === 'string' ? [constant] : [...new Set(dialect.shownAs(constant))];
    const bound = shown.map((one) => values.bind(one));
    return bound.length === 1 ? `${text} = ${bound[0]}` : `${text} IN (${bound.join(', ')})`;
  }

  function holds(of: string, part: string): string {
    const lower = part.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    return dialect.contains(dialect.lowerAscii(of), values.bind(lower));
  }
}

/** Whether all rules hold, for a list of conditions joined by AND; each stands in brackets. */
export function allOf(predicates: readonly string[]): string {
  return predicates.map((one) => (predicates.length === 1 ? one : `(${one})`)).join(' AND ');
}
