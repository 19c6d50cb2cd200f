import { type WholeBrief, wholeBrief } from '#agents/design-brief.ts';
import { proposeDesign } from '#agents/designer.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import { assured } from '#domain/assured.ts';
import { changesIn } from '#domain/design/changes-in.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { whatFailed } from '#features/what-failed.ts';
import { forbiddenFailure } from './assess-request.ts';
import { designFindings } from './design-findings.ts';
import { findAlternatives } from './find-alternatives.ts';
import { givenProposal } from './given-proposal.ts';
import { type MadePlan, type MakeNeeds, makePlan } from './make-plan.ts';
import type { PlanFacts } from './read-facts.ts';
import { fitsInTime } from './size-request.ts';

/** A plan that may be reviewed, or why there is none; `runs` are the calls of the designer. */
export type Draft =
  | { readonly kind: 'drafted'; readonly plan: Plan; readonly runs: readonly AgentRun[] }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] };

type Needs = MakeNeeds & Pick<CoPilot, 'agents'>;

/**
 * Asks the designer and makes a plan of the answer. If code finds that choices of its own are weak, the designer sees it and may answer once more, if
 * `mayRevise`; the answer about which less is found stays. Faults of vendors are thrown.
 */
export async function draftPlan(
  needs: Needs,
  experiment: Experiment,
  facts: PlanFacts,
  { mayRevise, ...brief }: Omit<WholeBrief, 'computed'> & { readonly mayRevise: boolean },
): Promise<Draft> {
  if (experiment.proposal.given !== undefined) return draftGiven(needs, experiment, facts, wholeBrief(brief));
  const result = await proposeDesign(needs.agents, brief);
  if (result.kind === 'refused') return { kind: 'failed', ...whatFailed(result.problem) };
  const { output, runs } = result.value;
  const forbidden = forbiddenFailure(changesIn(output));
  if (forbidden !== null) return { kind: 'failed', failure: forbidden, runs };
  const first = await makePlan(needs, experiment, facts, brief, output);
  const findings = mayRevise ? await designFindings(first) : [];
  if (findings.length === 0) return finished(needs, first, runs);
  const revised = await proposeDesign(needs.agents, { ...brief, computed: { design: output, findings } });
  if (revised.kind === 'refused') return finished(needs, first, [...runs, ...revised.problem.runs]);
  const all = [...runs, ...revised.value.runs];
  if (forbiddenFailure(changesIn(revised.value.output)) !== null) return finished(needs, first, all);
  const second = await makePlan(needs, experiment, facts, brief, revised.value.output);
  const better = isBetter(second, first, findings, await designFindings(second)) ? second : first;
  return finished(needs, better, all);
}

/** Makes a plan of the design that came with the request. Nothing is asked, and nothing is revised. */
async function draftGiven(
  needs: Needs,
  experiment: Experiment,
  facts: PlanFacts,
  brief: WholeBrief,
): Promise<Draft> {
  const { given } = experiment.proposal;
  const read = givenProposal(brief, assured(given, 'a given design'));
  if (read.kind === 'refused') return { kind: 'failed', failure: read.problem, runs: [] };
  const forbidden = forbiddenFailure(changesIn(read.value));
  if (forbidden !== null) return { kind: 'failed', failure: forbidden, runs: [] };
  const drafted = await finished(needs, await makePlan(needs, experiment, facts, brief, read.value), []);
  if (drafted.kind === 'failed' || drafted.plan.reasoning === undefined) return drafted;
  const { plan } = drafted;
  return { ...drafted, plan: { ...plan, reasoning: { ...drafted.plan.reasoning, by: 'person' } } };
}

function isBetter(
  second: MadePlan,
  first: MadePlan,
  before: readonly string[],
  after: readonly string[],
): boolean {
  if (second.kind !== first.kind) return second.kind === 'made';
  return after.length < before.length;
}

async function finished(needs: MakeNeeds, made: MadePlan, runs: readonly AgentRun[]): Promise<Draft> {
  if (made.kind === 'made') return { kind: 'drafted', plan: made.plan, runs };
  const { asked, sized, proposal, detail, rules } = made;
  const found = fitsInTime(sized.sizing) ? [] : await findAlternatives(needs, asked, sized, proposal);
  const alternatives = found.length === 0 ? {} : { alternatives: found };
  const named = rules.length === 0 ? {} : { rules };
  return {
    kind: 'failed',
    failure: { role: 'designer', reason: 'impossible', detail, ...named, ...alternatives },
    runs,
  };
}
