import type { Condition } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { QueryValues } from './hogql.ts';

/**
 * Text of a property by its placeholder: a string itself, anything else as JSON writes it, NULL if missing or null. It reads the
 * JSON itself, because `properties.x` keeps escapes and takes the type that the project has given to the name.
 */
export function textOf(placeholder: string): string {
  return `JSONExtract(properties, ${placeholder}, 'Nullable(String)')`;
}

/** What a number looks like as text; the whole text must be one. */
const NUMBER = "'^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$'";

/** The finite number that a text is as a whole; NULL of any other text. */
export function numberOf(text: string): string {
  return `CASE WHEN match(${text}, ${NUMBER}) AND isFinite(toFloat(${text})) THEN toFloat(${text}) END`;
}

/**
 * Whether a constant can be compared with `properties.x`, which PostHog answers from a column of its own: no JSON but the string
 * itself reads so. Any other constant is compared by `textOf`.
 */
export function isPlain(constant: string): boolean {
  return /^[A-Za-z/_][A-Za-z0-9/_.-]*$/.test(constant) && !/^(true|false|null)$/.test(constant);
}

/** Reads the text and the number of a rule's property; the level of the query decides from which columns. */
export interface PropertyReader {
  readonly text: (property: string) => string;
  /** NULL unless the text is a finite number. */
  readonly number: (property: string) => string;
}

/**
 * One rule as an expression that is never NULL inside a negation: `is_not` and `not_icontains` match a missing property. Values go
 * under `<name>_property`, `<name>_operator` and `<name>_value`.
 */
export function ruleText(
  rule: Condition | TestAccountRule,
  name: string,
  values: QueryValues,
  read: PropertyReader,
): string {
  values.bind(`${name}_property`, rule.property);
  values.bind(`${name}_operator`, rule.operator);
  if (rule.operator === 'is_set') return `${read.text(rule.property)} IS NOT NULL`;
  const value = values.bind(`${name}_value`, rule.value);
  const text = read.text(rule.property);
  const asText = (constant: string | number | boolean): string =>
    typeof constant === 'string' ? value : values.bind(`${name}_text`, shownAs(constant));
  switch (rule.operator) {
    case 'exact':
      return `${text} = ${asText(rule.value)}`;
    case 'is_not':
      return `(${text} IS NULL OR ${text} != ${asText(rule.value)})`;
    case 'gt':
      return `${read.number(rule.property)} > ${value}`;
    case 'lt':
      return `${read.number(rule.property)} < ${value}`;
    case 'icontains':
      return `positionCaseInsensitive(${text}, ${value}) > 0`;
    case 'not_icontains':
      return `(${text} IS NULL OR positionCaseInsensitive(${text}, ${value}) = 0)`;
    case 'regex':
      return `match(${text}, ${value})`;
  }
}

/** How ClickHouse shows a number or a truth of JSON as text: of a large number without the plus that JavaScript writes. */
function shownAs(constant: number | boolean): string {
  return String(constant).replace('e+', 'e');
}
