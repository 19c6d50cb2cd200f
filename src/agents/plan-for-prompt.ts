import { type ExperimentRequest, type Plan, planHash } from '#domain/plan.ts';

/** A request as a model sees it: without its owner. */
export function requestForPrompt(request: ExperimentRequest): Omit<ExperimentRequest, 'owner'> {
  const { owner: _, ...rest } = request;
  return rest;
}

/** A plan as a model sees it: the parts that matter for people and code, without the owner, the decision rules and the details of the sizing. */
export function planForPrompt(plan: Plan): Readonly<Record<string, unknown>> {
  const { baseline: _baseline, decisionRules: _rules, riskReasons: _why, sizing, request, ...rest } = plan;
  return {
    ...rest,
    planHash: planHash(plan).slice(0, 12),
    request: requestForPrompt(request),
    days: sizing.days,
    unitsPerVariant: sizing.unitsPerVariant,
  };
}
