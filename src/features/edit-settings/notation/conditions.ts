import type { LineNotation } from '#features/edit-settings/fields/lines-field.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { isNext, lineWords, plainValueOf, valueWord, type Word, wordFor, wordsText } from './words.ts';

/** How a rule on a property reads; the first one that fits counts. */
interface Operator {
  readonly operator: string;
  readonly words: readonly string[];
  /** What its value is. */
  readonly takes: 'value' | 'text' | 'nothing';
}

/** Rules on properties of an event, in the words of the form. */
const FILTERS: readonly Operator[] = [
  { operator: 'is_set', words: ['is', 'set'], takes: 'nothing' },
  { operator: 'is_not', words: ['is', 'not'], takes: 'value' },
  { operator: 'exact', words: ['is'], takes: 'value' },
  { operator: 'icontains', words: ['contains'], takes: 'text' },
  { operator: 'gt', words: ['>'], takes: 'value' },
  { operator: 'lt', words: ['<'], takes: 'value' },
];

const TEST_RULES: readonly Operator[] = [
  { operator: 'exact', words: ['is'], takes: 'value' },
  { operator: 'icontains', words: ['contains'], takes: 'text' },
  { operator: 'not_icontains', words: ['lacks'], takes: 'text' },
  { operator: 'regex', words: ['matches'], takes: 'text' },
];

/** Words that mean something in the place of a value. */
const RESERVED = ['set', 'not', 'and', 'if'];

const FILTER_FORM =
  'Write a property, how it compares and a value: `plan is pro`, `plan is not free`, `amount > 5`, `url contains /cart`, `coupon is set`.';
const TEST_FORM =
  'Write `email contains @company.com`, `plan is test`, `email lacks @` or `email matches .+@test`.';

interface Rule {
  readonly property: string;
  readonly operator: string;
  readonly value?: unknown;
}

/** A filter of an event a line. */
export const filterNotation = notationOf(FILTERS, FILTER_FORM);

/** A rule that says which units are no customers, a line each. */
export const testRuleNotation = notationOf(TEST_RULES, TEST_FORM);

function notationOf(operators: readonly Operator[], form: string): LineNotation {
  return {
    write: (entry) => ruleText(entry, operators),
    parse: (line) => {
      const words = lineWords(line);
      return words.kind === 'ok' ? ruleIn(words.value, operators, form) : words;
    },
  };
}

/** Filters joined by `and`, as one text. */
export function filtersText(filters: readonly unknown[]): string {
  return filters.map((filter) => ruleText(filter, FILTERS)).join(' and ');
}

/** Reads words as filters joined by `and`. */
export function filtersIn(words: readonly Word[]): Result<readonly unknown[], string> {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (isNext([word], 0, ['and'])) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  const read = parts.map((part) => ruleIn(part, FILTERS, FILTER_FORM));
  const wrong = read.find(({ kind }) => kind === 'refused');
  return wrong?.kind === 'refused'
    ? wrong
    : ok(read.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])));
}

function ruleText(entry: unknown, operators: readonly Operator[]): string {
  const { property, operator, value } = entry as Rule;
  const how = operators.find((one) => one.operator === operator);
  if (how === undefined) throw new TypeError(`no notation for the operator ${operator}`);
  const named = wordFor(property, ['event', 'named', 'and', 'if']);
  const words = [named, ...how.words];
  if (how.takes === 'nothing') return words.join(' ');
  return [
    ...words,
    how.takes === 'text' ? wordFor(String(value), RESERVED) : valueWord(value, RESERVED),
  ].join(' ');
}

function ruleIn(
  words: readonly Word[],
  operators: readonly Operator[],
  form: string,
): Result<unknown, string> {
  const [property] = words;
  const how = operators.find((one) => isNext(words, 1, one.words));
  if (property === undefined || how === undefined) return refused(form);
  const rest = words.slice(1 + how.words.length);
  const rule = { property: property.text, operator: how.operator };
  if (how.takes === 'nothing') return rest.length === 0 ? ok(rule) : refused(form);
  if (rest.length === 0) return refused(form);
  return ok({ ...rule, value: how.takes === 'text' ? wordsText(rest) : plainValueOf(rest) });
}
