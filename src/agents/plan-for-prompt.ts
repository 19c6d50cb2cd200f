import { type ExperimentRequest, type Plan, planHash } from '#domain/plan.ts';

/** A request as a model sees it: without its owner. */
export function requestForPrompt(request: ExperimentRequest): Omit<ExperimentRequest, 'owner'> {
  const { owner: _, ...rest } = request;
  return rest;
}

/** A plan as a model sees it: the parts that matter for people and code, without the owner, the decision rules, the details of the sizing and the designer's reasons. */
export function planForPrompt(plan: Plan): Readonly<Record<string, unknown>> {
  const { baseline: _baseline, decisionRules: _rules, sizing, request, ...words } = plan;
  const { reasoning: _reasoning, riskReasons: _raised, ...rest } = words;
  return {
    ...rest,
    planHash: planHash(plan).slice(0, 12),
    request: requestForPrompt(request),
    days: sizing.days,
    unitsPerVariant: sizing.unitsPerVariant,
  };
}
