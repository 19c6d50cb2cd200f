import type { ExperimentRequest, Risk } from '#domain/plan.ts';
import type { RiskRule } from './settings.ts';

const ORDER: readonly Risk[] = ['low', 'medium', 'high'];

/** The risk of a request: as assessed, or higher if a rule of the settings names what the request touches. */
export function riskUnder(rules: readonly RiskRule[], request: ExperimentRequest, assessed: Risk): Risk {
  const least = rules.filter((rule) => touches(rule, request)).map(({ atLeast }) => atLeast);
  return ORDER.findLast((risk) => risk === assessed || least.includes(risk)) ?? assessed;
}

function touches(rule: RiskRule, { surface, repository, goalMetric }: ExperimentRequest): boolean {
  if ('surface' in rule) return rule.surface === surface;
  if ('repository' in rule) return rule.repository === repository;
  return rule.goalMetric === goalMetric;
}
