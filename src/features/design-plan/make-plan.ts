import type { WholeProposal } from '#agents/design-problems.ts';
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
import type { ReadBrief } from './read-brief.ts';
import type { PlanFacts } from './read-facts.ts';
import { reasoningOf } from './reasoning-of.ts';
import { textsOf } from './said-of-idea.ts';
import { type SizedRequest, sizeRequest, type ToSize } from './size-request.ts';

/** What an answer of the designer comes to: a plan, or a sentence why there can be none. */
export type MadePlan = {
  readonly proposal: WholeProposal;
  readonly asked: ToSize;
  readonly sized: SizedRequest;
} & (
  | { readonly kind: 'made'; readonly plan: Plan }
  | {
      readonly kind: 'impossible';
      readonly detail: string;
      /** Ids of the rules of the policy that it breaks. */
      readonly rules: readonly string[];
    }
);

export type MakeNeeds = Pick<CoPilot, 'choices' | 'metrics' | 'clock'>;

/** Makes a plan of an answer: words from the model, numbers from code. Faults of vendors are thrown. */
export async function makePlan(
  needs: MakeNeeds,
  experiment: Experiment,
  { goal, readBaselines, exposure, configurations }: PlanFacts,
  brief: ReadBrief,
  proposal: WholeProposal,
): Promise<MadePlan> {
  const { catalogue, testAccounts, afterwards, dimensions, watched } = needs.choices;
  const { assessment } = brief;
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
    ...{ request, proposal, catalogue, baseline, guardrailBaselines, defaults },
    template: assessment.template,
    decisionRules: needs.choices.decisionRules(risk),
    ...(configurations === undefined ? {} : { configurations }),
  });
  const all = { proposal, asked, sized };
  if (built.kind === 'refused') return { ...all, kind: 'impossible', detail: built.problem, rules: [] };
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
  if (violations.length > 0) {
    const detail = violations.map(({ message }) => message).join('\n');
    return { ...all, kind: 'impossible', detail, rules: violations.map(({ rule }) => rule) };
  }
  const reasoned = { ...plan, reasoning: await reasoningOf(needs, asked, brief, proposal) };
  // What the size means for the guardrails and the verdict, from the level of each before the experiment.
  const days = baseline.horizonDays ?? POLICY.maximumDays;
  const baselines = await readBaselines(days, besideGoal(plan));
  return { ...all, kind: 'made', plan: withChances(withGuardrailPower(reasoned, baselines), baselines) };
}
