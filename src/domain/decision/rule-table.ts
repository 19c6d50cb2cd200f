import type { DecisionRule, RuleSet } from '#domain/decision/decision-rule.ts';
import { WORTH_HAVING } from '#domain/decision/worth-having.ts';

/** What no set may waive, read before its rows: a privacy incident, data that are not as planned, and treatments that are all harmful. */
export const SAFETY_ROWS: readonly DecisionRule[] = [
  { rule: 'privacy-incident', when: { 'privacy-clear': 'not-met' }, recommend: 'halt-for-privacy' },
  { rule: 'split-broken', when: { 'sample-ratio-ok': 'not-met' }, recommend: 'do-not-read' },
  { rule: 'harm-proven', when: { 'all-harmed-at-any-time': 'met' }, recommend: 'kill' },
  {
    rule: 'every-treatment-harmed',
    when: { 'minimum-met': 'met', 'whole-weeks': 'met', 'some-left': 'not-met' },
    recommend: 'kill',
  },
];

/** The whole table of a plan: what holds for every set, and the rows that the plan registers. */
export function tableOf({ decisionRules }: { readonly decisionRules?: RuleSet }): readonly DecisionRule[] {
  // Plans from before rules were registered were made under these.
  return [...SAFETY_ROWS, ...(decisionRules?.rows ?? WORTH_HAVING)];
}
