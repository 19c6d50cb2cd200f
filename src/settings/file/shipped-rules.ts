import { readdirSync, readFileSync } from 'node:fs';
import type { RuleSet } from '#domain/decision/decision-rule.ts';
import { ruleSetProblems } from '#domain/decision/rule-set-problems.ts';
import { ownFault } from '#shared/errors.ts';
import { readYaml } from './read-yaml.ts';
import { ruleSetFrom, ruleSetSchema } from './rule-set-schema.ts';

const FOLDER = new URL('../../../rules/', import.meta.url);

/** The sets of decision rules that come with the product, by their names. */
export const SHIPPED_RULE_SETS: readonly RuleSet[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .toSorted()
  .map((file) => parseRuleSet(file, readFileSync(new URL(file, FOLDER), 'utf8')));

/** Reads one file of `rules/`. Throws `rules-invalid` with the first problem of it. */
export function parseRuleSet(file: string, text: string): RuleSet {
  const { value, problems } = readYaml(text);
  const broken = (what: string) => ownFault('rules-invalid', `rules/${file}: ${what}`);
  const [unread] = problems;
  if (unread !== undefined) throw broken(`line ${unread.line}: ${unread.message}`);
  const parsed = ruleSetSchema.safeParse(value);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) throw broken(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'}`);
  const set = ruleSetFrom(parsed.data);
  const [problem] = ruleSetProblems(set);
  if (problem !== undefined) throw broken(`row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  if (file !== `${set.name}.yaml`) throw broken(`the name "${set.name}" does not match the file`);
  return set;
}
