import type { Condition } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { Writing } from './statement.ts';

/** Reads the text and the number of a rule's property; the level of the query decides from which columns. */
export interface RuleColumns {
  readonly text: (property: string) => string;
  /** NULL unless the text is a finite number. */
  readonly number: (property: string) => string;
}

/** One rule as an expression. Inside an OR or an AND a NULL counts as false; `is_not` and `not_icontains` match a missing property. */
export function rulePredicate(
  rule: Condition | TestAccountRule,
  { dialect, values }: Pick<Writing, 'dialect' | 'values'>,
  read: RuleColumns,
): string {
  const text = read.text(rule.property);
  if (rule.operator === 'is_set') return `${text} IS NOT NULL`;
  switch (rule.operator) {
    case 'exact':
      return equals(text, rule.value);
    case 'is_not':
      return `(${text} IS NULL OR NOT (${equals(text, rule.value)}))`;
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

  function equals(of: string, constant: string | number | boolean): string {
    const shown = typeof constant === 'string' ? [constant] : [...new Set(dialect.shownAs(constant))];
    const bound = shown.map((one) => values.bind(one));
    return bound.length === 1 ? `${of} = ${bound[0]}` : `${of} IN (${bound.join(', ')})`;
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
