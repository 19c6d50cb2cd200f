import { goalKeysOf } from '#domain/goals.ts';
import type { ExperimentRequest, Risk } from '#domain/plan.ts';
import { higherRisk } from '#domain/risk/risk-floor.ts';
import type { RiskRule } from './settings.ts';

/** The risk of a request: as assessed, or higher if a rule of the settings names what the request touches. */
export function riskUnder(rules: readonly RiskRule[], request: ExperimentRequest, assessed: Risk): Risk {
  const least = rules.filter((rule) => touches(rule, request)).map(({ atLeast }) => atLeast);
  return least.reduce<Risk>(higherRisk, assessed);
}

function touches(rule: RiskRule, request: ExperimentRequest): boolean {
  if ('surface' in rule) return rule.surface === request.surface;
  if ('repository' in rule) return rule.repository === request.repository;
  return goalKeysOf(request).includes(rule.goalMetric);
}
