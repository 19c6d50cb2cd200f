import type { LineNotation } from '#features/edit-settings/fields/lines-field.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { filtersIn, filtersText } from './conditions.ts';
import { isNext, lineWords, type Word, wordFor, wordsText } from './words.ts';

const FORM =
  'Write `named checkout`, `$pathname is /cart`, `$pathname starts with /cart`, `$pathname matches ^/item`, or `event cart_opened`, which may go on: `if plan is pro`.';

/** Rules on a property, by their match. */
const ON_PROPERTY = [
  { match: 'equals', words: ['is'] },
  { match: 'starts-with', words: ['starts', 'with'] },
  { match: 'regex', words: ['matches'] },
] as const;

interface Rule {
  readonly match: string;
  readonly property?: string;
  readonly value?: string;
  readonly event?: string;
  readonly where?: readonly unknown[];
}

/** A rule by which units of a surface are recognised, a line each. */
export const surfaceRuleNotation: LineNotation = {
  write: (entry) => {
    const { match, property = '', value = '', event = '', where = [] } = entry as Rule;
    if (match === 'named') return `named ${wordFor(value)}`;
    if (match === 'event')
      return `event ${wordFor(event, ['if'])}${where.length === 0 ? '' : ` if ${filtersText(where)}`}`;
    const words = ON_PROPERTY.find((one) => one.match === match)?.words ?? [];
    return [wordFor(property, ['named', 'event']), ...words, wordFor(value)].join(' ');
  },
  parse: (line) => {
    const words = lineWords(line);
    return words.kind === 'ok' ? ruleOf(words.value) : words;
  },
};

function ruleOf(words: readonly Word[]): Result<unknown, string> {
  if (words.length < 2) return refused(FORM);
  if (isNext(words, 0, ['named'])) return ok({ match: 'named', value: wordsText(words.slice(1)) });
  if (isNext(words, 0, ['event'])) return eventRule(words.slice(1));
  const how = ON_PROPERTY.find((one) => isNext(words, 1, one.words));
  const value = words.slice(1 + (how?.words.length ?? 0));
  if (how === undefined || value.length === 0) return refused(FORM);
  return ok({ match: how.match, property: words[0]?.text ?? '', value: wordsText(value) });
}

function eventRule(words: readonly Word[]): Result<unknown, string> {
  const end = words.findIndex((_word, index) => isNext(words, index, ['if']));
  const event = wordsText(end < 0 ? words : words.slice(0, end));
  if (end < 0) return ok({ match: 'event', event, where: [] });
  const filters = filtersIn(words.slice(end + 1));
  return filters.kind === 'ok' ? ok({ match: 'event', event, where: filters.value }) : filters;
}
