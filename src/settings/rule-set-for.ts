import type { RuleSet } from '#domain/decision/decision-rule.ts';
import type { Risk } from '#domain/plan.ts';
import { DEFAULTS } from './defaults.ts';
import { SHIPPED_RULE_SETS } from './file/shipped-rules.ts';
import type { PlanDefaults, Settings } from './settings.ts';

/**
 * The rules that a new plan of such a risk registers: the set that the settings choose, of their own sets or of those that come with
 * the product. Throws if there is none of that name, which a checked file never asks for.
 */
export function ruleSetFor({ decisionRules }: Pick<Settings, 'decisionRules'>, risk: Risk): RuleSet {
  const { byRisk, sets } = decisionRules ?? DEFAULTS.decisionRules;
  const found = [...sets, ...SHIPPED_RULE_SETS].find(({ name }) => name === byRisk[risk]);
  if (found === undefined) throw new TypeError(`there is no set of decision rules "${byRisk[risk]}"`);
  return found;
}

/** What a plan of such a risk gets: if the risk is high, the smaller error rate. */
export function defaultsFor(defaults: PlanDefaults, risk: Risk): PlanDefaults {
  const { alpha, highRiskAlpha = DEFAULTS.highRiskAlpha } = defaults;
  return risk === 'high' ? { ...defaults, alpha: Math.min(alpha, highRiskAlpha) } : defaults;
}
