import { z } from 'zod';
import { ruleSetProblems } from '#domain/decision/rule-set-problems.ts';
import { nearestWord } from '#shared/nearest.ts';
import { ruleSetFrom, ruleSetSchema } from './rule-set-schema.ts';
import type { PlacedProblem } from './schema-problems.ts';
import { SHIPPED_RULE_SETS } from './shipped-rules.ts';

const part = z.looseObject({ byRisk: z.unknown(), sets: z.unknown() });
const named = z.array(z.looseObject({ name: z.string() }));
const chosen = z.record(z.string(), z.unknown());

/** What no schema says of the decision rules: a chosen set that is not there, and sets that may not be used. */
export function decisionRuleProblems(value: unknown): readonly PlacedProblem[] {
  const { byRisk, sets } = part.safeParse(value).data ?? {};
  const own = named.safeParse(sets);
  const names = [...(own.data ?? []), ...SHIPPED_RULE_SETS].map(({ name }) => name);
  // Names that cannot be read hide what is chosen.
  const isReadable = sets === undefined || own.success;
  return [...(isReadable ? choiceProblems(byRisk, names) : []), ...setProblems(sets)];
}

function choiceProblems(byRisk: unknown, names: readonly string[]): readonly PlacedProblem[] {
  return Object.entries(chosen.safeParse(byRisk).data ?? {}).flatMap(([risk, name]) => {
    if (typeof name !== 'string' || names.includes(name)) return [];
    const nearest = nearestWord(name, names);
    const hint = nearest === null ? `Known are ${names.join(', ')}.` : `Do you mean \`${nearest}\`?`;
    const message = `There is no set of decision rules "${name}". ${hint}`;
    return [{ path: ['decisionRules', 'byRisk', risk], message }];
  });
}

function setProblems(sets: unknown): readonly PlacedProblem[] {
  if (!Array.isArray(sets)) return [];
  return sets.flatMap((entry: unknown, at) => {
    const parsed = ruleSetSchema.safeParse(entry);
    if (!parsed.success) return [];
    return ruleSetProblems(ruleSetFrom(parsed.data)).map(({ row, message }) => ({
      path: ['decisionRules', 'sets', at, 'rows', ...(row === null ? [] : [row])],
      message,
    }));
  });
}
