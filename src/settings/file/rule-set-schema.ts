import { z } from 'zod';
import { CRITERION_KEYS, type CriterionKey } from '#domain/decision/criterion.ts';
import type { DecisionRule, RuleSet } from '#domain/decision/decision-rule.ts';
import { filledText } from './metric-schema.ts';

const ruleName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, {
  error: 'must hold only a–z, 0–9 and hyphens, and begin with a letter',
});
const state = z.enum(['met', 'not-met', 'unknown']).optional();
const criteria = Object.fromEntries(CRITERION_KEYS.map((key) => [key, state])) as Record<
  CriterionKey,
  typeof state
>;

/** A set of decision rules as people write it. What no schema can say of it is in `ruleSetProblems`. */
export const ruleSetSchema = z.strictObject({
  name: ruleName,
  description: filledText(300),
  rows: z
    .array(
      z.strictObject({
        rule: ruleName,
        when: z.strictObject(criteria),
        recommend: z.enum([
          'ship',
          'kill',
          'drop-variant',
          'end-without-winner',
          'keep-running',
          'extend',
          'iterate',
          'dig-into-segments',
          'ask-person',
          'do-not-read',
          'halt-for-privacy',
        ]),
      }),
    )
    .min(1)
    .max(50),
});

type RuleSetEntry = z.output<typeof ruleSetSchema>;

/** A set of rules in the words of the domain. */
export function ruleSetFrom({ name, description, rows }: RuleSetEntry): RuleSet {
  return {
    name,
    description,
    rows: rows.map(({ rule, when, recommend }) => ({ rule, when: asked(when), recommend })),
  };
}

/** Criteria that are set, and no others: the domain does not know fields that are there and undefined. */
function asked(when: RuleSetEntry['rows'][number]['when']): DecisionRule['when'] {
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined));
}
