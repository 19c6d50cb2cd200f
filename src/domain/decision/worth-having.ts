import type { DecisionRule } from '#domain/decision/decision-rule.ts';

/** Nothing is decided between whole weeks, or on too few units or events. */
const MAY_DECIDE = { 'minimum-met': 'met', 'whole-weeks': 'met' } as const;
/** A better goal that is worth having, if nothing else stands in the way. */
const WORTH_SHIPPING = { 'treatment-harmed': 'not-met', 'goal-proven': 'met' } as const;

/**
 * The rows of plans that register none: those of the second version of the rules, which never change. New plans register
 * the rows of `rules/worth-having.yaml` or of another set.
 */
export const WORTH_HAVING: readonly DecisionRule[] = [
  {
    rule: 'proven-and-safe',
    when: {
      ...MAY_DECIDE,
      ...WORTH_SHIPPING,
      'reach-worth-having': 'met',
      'guardrails-judged': 'met',
      'guardrails-proven': 'met',
    },
    recommend: 'ship',
  },
  {
    rule: 'treatment-harmed',
    when: { 'some-harmed': 'met', 'registered-end': 'not-met' },
    recommend: 'drop-variant',
  },
  { rule: 'data-not-sound', when: { 'data-sound': 'not-met' }, recommend: 'do-not-read' },
  {
    rule: 'guardrail-not-judgeable',
    when: {
      ...MAY_DECIDE,
      ...WORTH_SHIPPING,
      'registered-end': 'met',
      'reach-worth-having': 'met',
      'guardrails-judged': 'not-met',
      'guardrails-proven': 'met',
    },
    recommend: 'ask-person',
  },
  {
    rule: 'proven-but-below-worth',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'reach-worth-having': 'not-met' },
    recommend: 'end-without-winner',
  },
  {
    rule: 'lift-not-known',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'registered-end': 'met', 'reach-worth-having': 'unknown' },
    recommend: 'ask-person',
  },
  {
    rule: 'guardrail-not-proven',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'registered-end': 'met' },
    recommend: 'end-without-winner',
  },
  {
    rule: 'minimum-not-met-at-the-end',
    when: { 'registered-end': 'met', 'minimum-met': 'not-met' },
    recommend: 'end-without-winner',
  },
  { rule: 'nothing-proven', when: { 'registered-end': 'met' }, recommend: 'end-without-winner' },
  { rule: 'minimum-not-met', when: { 'minimum-met': 'not-met' }, recommend: 'keep-running' },
  { rule: 'not-on-a-whole-week', when: { 'whole-weeks': 'not-met' }, recommend: 'keep-running' },
  { rule: 'not-yet', when: {}, recommend: 'keep-running' },
];
