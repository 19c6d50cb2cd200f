import { proposeDesign } from '#agents/designer.ts';
import { reviewPlan } from '#agents/policy.ts';
import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import { buildPlan } from '#domain/design/build-plan.ts';
import { changesIn } from '#domain/design/changes-in.ts';
import { withGuardrailPower } from '#domain/design/guardrail-power.ts';
import { besideGoal, withChances } from '#domain/design/plan-chances.ts';
import { plannedGuardrails } from '#domain/design/plan-guardrails.ts';
import { POLICY, planViolations, type Violation } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { count, level, percent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import { plannedRisk } from '#domain/risk/planned-risk.ts';
import { plannedTestAccounts } from '#domain/test-accounts.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { plannedAfterwards } from '#settings/afterwards.ts';
import { riskUnder } from '#settings/risk-rules.ts';
import { defaultsFor } from '#settings/rule-set-for.ts';
import { assessRequest, forbiddenFailure } from './assess-request.ts';
import { type PlanFacts, readFacts, settleBaselines } from './read-facts.ts';
import { textsOf, wishesOf } from './said-of-idea.ts';

/** A policy objection goes back to the designer this often; then a person is asked. */
const REDESIGNS = 2;

export type DesignNeeds = Pick<CoPilot, 'agents' | 'metrics' | 'codeHost' | 'choices' | 'clock'>;

/** A design, or why a person has to act first; `runs` are all model calls it took. */
export type Design =
  | {
      readonly kind: 'designed';
      readonly plan: Plan;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly kind: 'failed';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      readonly runs: readonly AgentRun[];
    };

export const DESIGN_STEPS = [
  'Understand the idea',
  'Read the baseline',
  'Design the experiment',
  'Check the policy',
];

/** The policy review's verdict in words for the list of steps. */
const VERDICTS = { 'no-objection': 'no objection', objection: 'objection, back to the designer' } as const;

function failed(
  failure: AgentFailure,
  assessment: Assessment | null,
  runs: readonly AgentRun[],
): Extract<Design, { kind: 'failed' }> {
  const { role, reason, detail, rules } = failure;
  const named = rules === undefined ? {} : { rules };
  return { kind: 'failed', failure: { role, reason, detail, ...named }, assessment, runs };
}

/**
 * Supervisor, baseline, designer, policy: a fixed chain with bounded repair. Words come from the agents, numbers from
 * the metrics source and the statistics. Faults of vendors are thrown, to be retried by the worker.
 */
export async function designPlan(needs: DesignNeeds, experiment: Experiment, steps: Steps): Promise<Design> {
  const assessed = await steps(0, async () => {
    const value = await assessRequest(needs, experiment);
    return stepResult(value, value.kind === 'assessed' ? `testable, ${value.assessment.risk} risk` : null);
  });
  if (assessed.kind === 'failed') return assessed;
  const facts = await steps(1, async () => {
    const value = await readFacts(needs, experiment);
    return stepResult(value, value.kind === 'facts' ? noteOf(value) : null);
  });
  if (facts.kind === 'failed') return failed(facts.failure, assessed.assessment, assessed.runs);
  return designRounds(needs, experiment, { ...assessed, facts }, steps);
}

function noteOf({ goal, baseline }: PlanFacts): string {
  const today = goal.kind === 'proportion' ? percent(baseline.mean) : level(baseline.mean);
  return `${goal.name} ${today}, ${count(baseline.unitsPerDay)} units a day`;
}

interface Round {
  readonly assessment: Assessment;
  readonly runs: readonly AgentRun[];
  readonly facts: PlanFacts;
}

async function designRounds(
  needs: DesignNeeds,
  experiment: Experiment,
  { assessment, runs: before, facts }: Round,
  steps: Steps,
): Promise<Design> {
  let runs = before;
  let objections: readonly string[] = [];
  for (let round = 0; round <= REDESIGNS; round += 1) {
    const drafted = await steps(2, async () => {
      const value = await draft(needs, experiment, assessment, facts, objections);
      return stepResult(value, value.kind === 'drafted' ? value.plan.title : null);
    });
    runs = [...runs, ...drafted.runs];
    if (drafted.kind === 'failed') return failed(drafted.failure, assessment, runs);
    const review = await steps(3, async () => {
      const value = await reviewPlan(needs.agents, { plan: drafted.plan });
      return stepResult(value, value.kind === 'ok' ? VERDICTS[value.value.output.verdict] : null);
    });
    if (review.kind === 'refused')
      return failed(review.problem, assessment, [...runs, ...review.problem.runs]);
    runs = [...runs, ...review.value.runs];
    const opinion = review.value.output;
    if (opinion.verdict === 'no-objection') {
      return { kind: 'designed', plan: drafted.plan, assessment, opinion, runs };
    }
    objections = opinion.objections;
  }
  return failed({ role: 'policy', reason: 'objected', detail: objections.join('\n') }, assessment, runs);
}

type Draft =
  | { kind: 'drafted'; plan: Plan; runs: readonly AgentRun[] }
  | { kind: 'failed'; failure: AgentFailure; runs: readonly AgentRun[] };

async function draft(
  needs: DesignNeeds,
  experiment: Experiment,
  assessment: Assessment,
  { goal, readBaselines, exposure }: PlanFacts,
  objections: readonly string[],
): Promise<Draft> {
  const { catalogue, testAccounts, afterwards, dimensions, watched } = needs.choices;
  const result = await proposeDesign(needs.agents, {
    request: experiment.request,
    assessment,
    catalogue,
    objections,
    comments: wishesOf(experiment),
  });
  if (result.kind === 'refused')
    return { kind: 'failed', failure: result.problem, runs: result.problem.runs };
  const { output: proposal, runs } = result.value;
  const forbidden = forbiddenFailure(changesIn(proposal));
  if (forbidden !== null) return { kind: 'failed', failure: forbidden, runs };
  const { risk, reasons } = plannedRisk(
    experiment.request,
    assessment,
    riskUnder(needs.choices.defaults.risk, experiment.request, assessment.risk),
    [...textsOf(experiment), ...changesIn(proposal)],
  );
  const request = { ...experiment.request, risk };
  const defaults = defaultsFor(needs.choices.defaults, risk);
  const guardrails = plannedGuardrails({ request, proposal, catalogue, margin: defaults.margin });
  const asked = { goal, request, cadence: proposal.lookCadence, guardrails };
  const { baseline, guardrailBaselines } = await settleBaselines(readBaselines, asked, defaults);
  const built = buildPlan({
    key: experiment.key,
    request,
    proposal,
    template: assessment.template,
    catalogue,
    baseline,
    guardrailBaselines,
    defaults,
    decisionRules: needs.choices.decisionRules(risk),
  });
  const impossible = (detail: string): Draft => ({
    kind: 'failed',
    failure: { role: 'designer', reason: 'impossible', detail },
    runs,
  });
  if (built.kind === 'refused') return impossible(built.problem);
  const plan = {
    ...built.value,
    ...exposure,
    ...plannedTestAccounts(testAccounts),
    ...plannedAfterwards(afterwards),
    ...(dimensions.length === 0 ? {} : { dimensions }),
    ...watched,
    ...(reasons.length === 0 ? {} : { riskReasons: reasons }),
  };
  const violations = planViolations(plan);
  if (violations.length > 0) return broken(violations, runs);
  // What the size means for the guardrails and the verdict, from the level of each before the experiment.
  const days = baseline.horizonDays ?? POLICY.maximumDays;
  const baselines = await readBaselines(days, besideGoal(plan));
  return { kind: 'drafted', plan: withChances(withGuardrailPower(plan, baselines), baselines), runs };
}

/** The hard rules that a plan breaks, each with its id. */
function broken(violations: readonly Violation[], runs: readonly AgentRun[]): Draft {
  const detail = violations.map(({ message }) => message).join('\n');
  const rules = violations.map(({ rule }) => rule);
  return { kind: 'failed', failure: { role: 'designer', reason: 'impossible', detail, rules }, runs };
}
