import { proposeDesign } from '#agents/designer.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import { buildPlan } from '#domain/design/build-plan.ts';
import { changesIn } from '#domain/design/changes-in.ts';
import { withGuardrailPower } from '#domain/design/guardrail-power.ts';
import { besideGoal, withChances } from '#domain/design/plan-chances.ts';
import { POLICY, planViolations } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import { plannedRisk } from '#domain/risk/planned-risk.ts';
import { plannedTestAccounts } from '#domain/test-accounts.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { plannedAfterwards } from '#settings/afterwards.ts';
import { riskUnder } from '#settings/risk-rules.ts';
import { defaultsFor } from '#settings/rule-set-for.ts';
import { forbiddenFailure } from './assess-request.ts';
import { findAlternatives } from './find-alternatives.ts';
import type { ReadBrief } from './read-brief.ts';
import type { PlanFacts } from './read-facts.ts';
import { reasoningOf } from './reasoning-of.ts';
import { textsOf } from './said-of-idea.ts';
import { fitsInTime, sizeRequest } from './size-request.ts';

/** A plan that may be reviewed, or why there is none; `runs` are the calls of the designer. */
export type Draft =
  | { readonly kind: 'drafted'; readonly plan: Plan; readonly runs: readonly AgentRun[] }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] };

/** Asks the designer and makes a plan of the answer: words from the model, numbers from code. Faults of vendors are thrown. */
export async function draftPlan(
  needs: Pick<CoPilot, 'agents' | 'choices' | 'metrics' | 'clock'>,
  experiment: Experiment,
  { goal, readBaselines, exposure }: PlanFacts,
  brief: ReadBrief & { readonly objections: readonly string[] },
): Promise<Draft> {
  const { catalogue, testAccounts, afterwards, dimensions, watched } = needs.choices;
  const { assessment } = brief;
  const result = await proposeDesign(needs.agents, brief);
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
  const asked = { goal, readBaselines, request, proposal, catalogue, defaults };
  const sized = await sizeRequest(asked);
  const { baseline, guardrailBaselines } = sized;
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
  const impossible = async (detail: string, rules: readonly string[] = []): Promise<Draft> => {
    const found = fitsInTime(sized.sizing) ? [] : await findAlternatives(needs, asked, sized, proposal);
    const alternatives = found.length === 0 ? {} : { alternatives: found };
    const named = rules.length === 0 ? {} : { rules };
    return {
      kind: 'failed',
      failure: { role: 'designer', reason: 'impossible', detail, ...named, ...alternatives },
      runs,
    };
  };
  if (built.kind === 'refused') return impossible(built.problem);
  const plan = {
    ...built.value,
    ...exposure,
    ...plannedTestAccounts(testAccounts),
    ...plannedAfterwards(afterwards),
    ...(dimensions.length === 0 ? {} : { dimensions }),
    ...watched,
    reasoning: reasoningOf(brief, proposal, goal),
    ...(reasons.length === 0 ? {} : { riskReasons: reasons }),
  };
  const violations = planViolations(plan);
  if (violations.length > 0) {
    return impossible(
      violations.map(({ message }) => message).join('\n'),
      violations.map(({ rule }) => rule),
    );
  }
  // What the size means for the guardrails and the verdict, from the level of each before the experiment.
  const days = baseline.horizonDays ?? POLICY.maximumDays;
  const baselines = await readBaselines(days, besideGoal(plan));
  return { kind: 'drafted', plan: withChances(withGuardrailPower(plan, baselines), baselines), runs };
}
