import { assessIdea } from '#agents/supervisor.ts';
import type { AgentFailure, AgentRun, Assessment } from '#domain/agent-output.ts';
import { mayAskAgain } from '#domain/design/open-questions.ts';
import type { Experiment } from '#domain/experiment.ts';
import { forbiddenActs } from '#domain/risk/forbidden-acts.ts';
import { higherRisk, riskFloor } from '#domain/risk/risk-floor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { whatFailed } from '#features/what-failed.ts';
import { answeredOf, textsOf } from './said-of-idea.ts';

/** An idea that is to be planned, or why a person has to act first. */
export type AssessedRequest =
  | { readonly kind: 'assessed'; readonly assessment: Assessment; readonly runs: readonly AgentRun[] }
  | {
      readonly kind: 'failed';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      readonly runs: readonly AgentRun[];
    };

/**
 * What becomes of an idea: code refuses what no plan may hold before a model is asked; then the supervisor plans, asks, or advises against
 * an experiment. Advice that a person overruled is not given again.
 */
export async function assessRequest(
  { agents, choices }: Pick<CoPilot, 'agents' | 'choices'>,
  experiment: Experiment,
): Promise<AssessedRequest> {
  const forbidden = forbiddenFailure(textsOf(experiment));
  if (forbidden !== null) return { kind: 'failed', failure: forbidden, assessment: null, runs: [] };
  const { request, proposal } = experiment;
  const { overruled, assessment: last } = proposal;
  if (overruled !== undefined && last?.template !== undefined) {
    return { kind: 'assessed', assessment: last, runs: [] };
  }
  const mayAsk = mayAskAgain(experiment);
  const answers = answeredOf(experiment).map(({ question, answer }) => ({ question, answer }));
  const idea = { request, templates: choices.templates, answers, mayAsk };
  const result = await assessIdea(agents, idea);
  if (result.kind === 'refused') return { kind: 'failed', ...whatFailed(result.problem), assessment: null };
  const { output, runs } = result.value;
  const assessment = withFloor(output, textsOf(experiment));
  if (assessment.testable || overruled !== undefined) return { kind: 'assessed', assessment, runs };
  const { outcome, reason, questions } = assessment;
  const failure =
    outcome === 'experiment'
      ? ({ role: 'supervisor', reason: 'has-questions', detail: questions.join('\n') } as const)
      : ({ role: 'supervisor', reason: 'no-experiment', detail: reason } as const);
  return { kind: 'failed', failure, assessment, runs };
}

/** The assessment with the least risk that the words of texts mean. */
function withFloor(assessment: Assessment, texts: readonly string[]): Assessment {
  const risk = higherRisk(assessment.risk, riskFloor(texts).risk);
  return risk === assessment.risk ? assessment : { ...assessment, risk, judged: assessment.risk };
}

/** Why texts may not be planned, by the rules in code; null if they may. */
export function forbiddenFailure(texts: readonly string[]): AgentFailure | null {
  const acts = forbiddenActs(texts);
  if (acts.length === 0) return null;
  return {
    role: 'policy',
    reason: 'forbidden',
    detail: acts.map(({ words, message }) => `“${words}”: ${message}`).join('\n'),
    rules: acts.map(({ rule }) => rule),
  };
}
