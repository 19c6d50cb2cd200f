import type { ReleaseCondition } from '#domain/launch/release-conditions.ts';
import { type Rule, WHOLE } from '#evaluation/flag-document.ts';
import type { AttributeTest, Operator } from '#evaluation/targeting.ts';
import type { FlagState } from '#ports/flags.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { harmlessWords, namedValues } from '#shared/condition-words.ts';
import type { KeptFlag } from './kept-flag.ts';
import { effectiveSplit } from './resplit.ts';

/** A flag in our words. `pages` is the address below which each flag has a page. */
export function flagStateOf(flag: KeptFlag, pages: string): FlagState {
  const { key, name, active, variants, rules } = flag;
  const rollout = flag.rollout / WHOLE;
  const split = effectiveSplit(flag);
  const own: ReleaseCondition = {
    ...{ own: true, restrictedTo: [], rollout, variant: null },
    mark: markOf({ rollout }),
  };
  return {
    ...{ key, name, active, rollout },
    allocation: Object.fromEntries(variants.map((variant, at) => [variant.key, (split[at] ?? 0) / WHOLE])),
    conditions: [...rules.map(conditionOf), own],
    version: String(flag.revision),
    url: `${pages}/${encodeURIComponent(key)}`,
  };
}

/** The key of a flag from its address. */
export function keyInAddress(url: string): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
}

function conditionOf(rule: Rule): ReleaseCondition {
  return {
    own: false,
    restrictedTo: rule.when.map((test) => harmlessWords(wordsOf(test))),
    rollout: rule.rollout / WHOLE,
    variant: rule.variant,
    mark: markOf(rule),
  };
}

function markOf(value: unknown): string {
  return hashOf(value).slice(0, 12);
}

const WORDS: Readonly<Record<Operator, string>> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'starts-with': 'begins with',
  'ends-with': 'ends with',
  'less-than': 'is less than',
  'at-most': 'is at most',
  'more-than': 'is more than',
  'at-least': 'is at least',
  'is-set': 'is set',
  'is-not-set': 'is not set',
};

function wordsOf({ attribute, operator, values }: AttributeTest): string {
  const words = `${attribute} ${WORDS[operator]}`;
  return values.length === 0 ? words : `${words} ${namedValues(values)}`;
}
