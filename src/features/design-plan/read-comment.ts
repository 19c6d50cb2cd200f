import { readChanges } from '#agents/change-reader.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { Commit } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { changeLines, changesOf } from './asked-changes.ts';

/** What a comment asks to change of the request, for a person to take or leave. */
export interface ProposedEdit {
  readonly failure: AgentFailure;
  readonly chosen: Partial<ExperimentRequest>;
}

/** `edit` is null if the comment asks for nothing of that kind; `runs` are the calls it took to know. */
export interface CommentRead {
  readonly edit: ProposedEdit | null;
  readonly runs: readonly AgentRun[];
}

/**
 * Reads the comment that a commit brought, once: a plan that is tried again after it goes to the designer with the request as it
 * is. A comment that the model cannot read goes to the designer like any other.
 */
export async function readComment(
  { agents, choices }: Pick<CoPilot, 'agents' | 'choices'>,
  { request, proposal }: Experiment,
  { events }: Pick<Commit, 'events'>,
): Promise<CommentRead> {
  const said = events.find((event) => event.type === 'changesRequested');
  if (said === undefined || proposal.comments.at(-1) !== said.comment) return { edit: null, runs: [] };
  const { catalogue, surfaces, repositories } = choices;
  const lists = { catalogue, surfaces, repositories };
  const read = await readChanges(agents, { comment: said.comment, request, ...lists });
  if (read.kind === 'refused') return { edit: null, runs: read.problem.runs };
  const { output, runs } = read.value;
  const chosen = changesOf(output, request);
  const lines = changeLines(chosen, request, catalogue);
  if (lines.length === 0) return { edit: null, runs };
  const failure = { role: 'designer', reason: 'asks-edit', detail: lines.join('\n') } as const;
  return { edit: { failure, chosen }, runs };
}
