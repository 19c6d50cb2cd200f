import type { AgentProblem } from '#agents/ask.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';

/** What the journal keeps of an agent's problem: the failure, and beside it the calls. */
export function whatFailed({ role, reason, detail, runs }: AgentProblem): {
  readonly failure: AgentFailure;
  readonly runs: readonly AgentRun[];
} {
  return { failure: { role, reason, detail }, runs };
}
