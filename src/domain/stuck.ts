import type { AgentFailure } from '#domain/agent-output.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';

/**
 * Why nothing goes on: the request has to say more, questions are open, the requester has to choose or to confirm an edit, a person has to let an agent try
 * again, or the agents have used what they may. Only the ceiling of a day needs no person: the agents go on when the next day begins.
 */
export type Stuck = 'needs-edit' | 'asks-questions' | 'asks-requester' | 'agent-failed' | 'at-ceiling';

const BY_REASON: Readonly<Record<AgentFailure['reason'], Stuck>> = {
  declined: 'agent-failed',
  truncated: 'agent-failed',
  'invalid-answer': 'agent-failed',
  'not-testable': 'needs-edit',
  'has-questions': 'asks-questions',
  'no-experiment': 'needs-edit',
  forbidden: 'needs-edit',
  objected: 'needs-edit',
  impossible: 'needs-edit',
  'asks-edit': 'asks-requester',
  'not-chosen': 'asks-requester',
  ceiling: 'at-ceiling',
  'day-ceiling': 'at-ceiling',
};

/** What keeps the agents from going on; null if nothing does. */
export function stuckOf({ status, failure }: Pick<Experiment, 'status' | 'failure'>): Stuck | null {
  if (failure === null || isFinished(status)) return null;
  const stuck = BY_REASON[failure.reason];
  return status === 'draft' || stuck === 'at-ceiling' ? stuck : 'agent-failed';
}
