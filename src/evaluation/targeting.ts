/** What a test of an attribute may ask. */
export const OPERATORS = [
  'is',
  'is-not',
  'contains',
  'starts-with',
  'ends-with',
  'less-than',
  'at-most',
  'more-than',
  'at-least',
  'is-set',
  'is-not-set',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** A value that an attribute is compared with. */
export type Compared = string | number | boolean;

/** A test of one attribute of a unit. It is passed if one of the values fits; `is-not`: if none is the attribute. */
export interface AttributeTest {
  readonly attribute: string;
  readonly operator: Operator;
  /** Empty for `is-set` and `is-not-set`. */
  readonly values: readonly Compared[];
}

/** What is known of the unit; `targetingKey` is its id. */
export type EvaluationContext = Readonly<Record<string, unknown>>;

/**
 * Whether a unit passes a test. Types are never changed: the text "5" is not the number 5. An attribute that is missing, null or of another
 * type than the operator asks for passes nothing but `is-not-set` (missing or null). Of a list, one element has to pass, and for `is-not` each. Never throws.
 */
export function passesTest(
  { attribute, operator, values }: AttributeTest,
  context: EvaluationContext,
): boolean {
  // Own properties alone: every object has a "constructor".
  const given = Object.hasOwn(context, attribute) ? context[attribute] : undefined;
  const isMissing = given === undefined || given === null;
  if (operator === 'is-not-set') return isMissing;
  if (isMissing) return false;
  if (operator === 'is-set') return true;
  const elements: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (operator === 'is-not') return !elements.some((one) => values.some((value) => value === one));
  return elements.some((one) => values.some((value) => fits(operator, one, value)));
}

function fits(operator: Operator, given: unknown, value: Compared): boolean {
  if (operator === 'is') return given === value;
  if (typeof given === 'string' && typeof value === 'string') {
    if (operator === 'contains') return given.includes(value);
    if (operator === 'starts-with') return given.startsWith(value);
    if (operator === 'ends-with') return given.endsWith(value);
    return false;
  }
  if (typeof given !== 'number' || typeof value !== 'number') return false;
  if (operator === 'less-than') return given < value;
  if (operator === 'at-most') return given <= value;
  if (operator === 'more-than') return given > value;
  return operator === 'at-least' && given >= value;
}
