import type { DesignProposal } from '#domain/agent-output.ts';
import type { Configuration } from '#domain/configurations/configuration.ts';
import { plannedKeys } from '#domain/configurations/planned-configurations.ts';
import type { RuleSet } from '#domain/decision/decision-rule.ts';
import { guardrailAdvice } from '#domain/design/guardrail-advice.ts';
import { metricsOf, plannedGuardrails } from '#domain/design/plan-guardrails.ts';
import { sizePlan } from '#domain/design/sizing.ts';
import type { MustHold, SizingInput } from '#domain/design/sizing-input.ts';
import { percent } from '#domain/figures.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, goalProblem, type Metric } from '#domain/metric.ts';
import {
  type Baseline,
  type ExperimentRequest,
  type Guardrail,
  type Plan,
  sizedLift,
  type Variant,
} from '#domain/plan.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What a plan gets if its metric or the settings say nothing else: error rates and the margin of a guardrail. */
export const PLAN_DEFAULTS = { alpha: 0.05, power: 0.8, margin: 0.05 } as const;

export interface PlanInput {
  readonly key: string;
  readonly request: ExperimentRequest;
  readonly proposal: DesignProposal;
  readonly template: string;
  readonly catalogue: readonly Metric[];
  readonly baseline: Baseline;
  /** Of guardrails, by metric key; one that must hold and has none is no part of the size. */
  readonly guardrailBaselines?: Readonly<Record<string, Baseline>>;
  /** As the settings say; `margin` is for guardrails whose metric names none. */
  readonly defaults?: { readonly alpha: number; readonly power: number; readonly margin: number };
  /** The rules that will judge its looks. */
  readonly decisionRules?: RuleSet;
  /** What code gets with each variant, by its key; left out if its key alone. */
  readonly configurations?: Readonly<Record<string, Configuration>>;
}

/**
 * Puts a plan together: words from the designer, numbers from the request, the baseline and the statistics.
 * Refuses with a sentence if a metric is not in the catalogue or no size can be computed.
 */
export function buildPlan(input: PlanInput): Result<Plan, string> {
  const { request, proposal, catalogue, baseline, defaults: { alpha, power } = PLAN_DEFAULTS } = input;
  const missing = goalKeysOf(request).find((key) => findMetric(catalogue, key) === null);
  const [goal, ...otherGoals] = metricsOf(goalKeysOf(request), catalogue);
  if (goal === undefined || missing !== undefined) {
    return refused(`There is no metric "${missing ?? request.goalMetric}" in the catalogue.`);
  }
  const noGoal = [goal, ...otherGoals].map(goalProblem).find((problem) => problem !== null);
  if (noGoal !== undefined) return refused(noGoal);
  if (proposal.treatmentDescriptions.length !== request.split.length - 1) {
    return refused(
      `The split names ${request.split.length - 1} treatment(s), the design has ${proposal.treatmentDescriptions.length}.`,
    );
  }
  const guardrails = guardrailsOf(input);
  const asked = sizingInputOf(input, goal, guardrails);
  const sizing = sizePlan(asked);
  const advice = guardrailAdvice(asked, sizing);
  if (advice !== null) return refused(advice);
  if (sizing.kind === 'refused')
    return refused(sizingProblem(goal, asked.smallestLift, sizing.problem.reason));
  return ok({
    title: proposal.title,
    hypothesis: proposal.hypothesis,
    rationale: proposal.rationale,
    request,
    flagKey: input.key,
    variants: variantsOf(proposal, request.split, input.configurations),
    goal,
    ...(otherGoals.length === 0 ? {} : { otherGoals }),
    guardrails,
    secondary: secondaryOf(input, guardrails),
    alpha,
    power,
    lookCadence: proposal.lookCadence,
    baseline,
    sizing: sizing.value,
    risks: proposal.risks,
    templateName: input.template,
    ...(input.decisionRules === undefined ? {} : { decisionRules: input.decisionRules }),
  });
}

function variantsOf(
  { controlDescription, treatmentDescriptions }: DesignProposal,
  split: readonly number[],
  configurations: PlanInput['configurations'] = {},
): readonly Variant[] {
  const descriptions = [controlDescription, ...treatmentDescriptions];
  return plannedKeys(descriptions.length).map((key, at) => {
    const configuration = configurations[key];
    return {
      key,
      role: at === 0 ? 'control' : 'treatment',
      description: descriptions[at] ?? '',
      allocation: split[at] ?? 0,
      ...(configuration === undefined ? {} : { configuration }),
    };
  });
}

function guardrailsOf({ request, proposal, catalogue, defaults = PLAN_DEFAULTS }: PlanInput) {
  return plannedGuardrails({ request, proposal, catalogue, margin: defaults.margin });
}

function sizingInputOf(
  { request, proposal, baseline, guardrailBaselines = {}, defaults = PLAN_DEFAULTS }: PlanInput,
  goal: Metric,
  guardrails: readonly Guardrail[],
): SizingInput {
  const { trafficShare, split } = request;
  return {
    ...{ goal, baseline, trafficShare, split, smallestLift: sizedLift(request) },
    goals: goalKeysOf(request).length,
    ...{ cadence: proposal.lookCadence, alpha: defaults.alpha, power: defaults.power },
    mustHold: mustHoldsOf(guardrails, guardrailBaselines),
  };
}

/** The guardrails that must hold and whose level is known. */
export function mustHoldsOf(
  guardrails: readonly Guardrail[],
  baselines: Readonly<Record<string, Baseline>>,
): readonly MustHold[] {
  return guardrails.flatMap(({ metric, margin, sizedFor }) => {
    const baseline = baselines[metric.key];
    return sizedFor === true && baseline !== undefined ? [{ metric, margin, baseline }] : [];
  });
}

function secondaryOf(
  { request, proposal, catalogue }: PlanInput,
  guardrails: readonly Guardrail[],
): readonly Metric[] {
  const taken = new Set([...goalKeysOf(request), ...guardrails.map(({ metric }) => metric.key)]);
  return metricsOf(proposal.secondaryMetrics, catalogue).filter(({ key }) => !taken.has(key));
}

function sizingProblem(goal: Metric, lift: number, reason: string): string {
  if (goal.desiredDirection === 'decrease' && lift >= 1) {
    return `"${goal.name}" cannot fall by ${percent(lift)}: a fall of 100 % leaves nothing. Choose a lift below 100 %.`;
  }
  if (reason === 'zero_baseline') {
    return `"${goal.name}" was 0 over the last weeks, so no lift can be planned on it. Choose another goal metric, or check that its event arrives.`;
  }
  if (reason === 'unreachable') {
    return `There is no traffic on this surface to reach any sample of "${goal.name}". Check the surface and that its event arrives.`;
  }
  if (reason === 'invalid_input') {
    return `"${goal.name}" cannot change that much from its level today, so no size can be computed. Choose a smaller lift.`;
  }
  return `No sample size can be computed for "${goal.name}" (${reason}). Check its event and its property.`;
}
