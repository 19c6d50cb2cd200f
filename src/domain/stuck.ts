import type { Experiment } from '#domain/experiment.ts';

/** Why nothing goes on before a person acts: the request has to say more, or an agent has to be told to try again. */
export type Stuck = 'needs-edit' | 'agent-failed';

/** Failures after which the agents answer the same until the request says more. */
const NEEDS_EDIT: readonly string[] = ['not-testable', 'objected', 'impossible'];

/** What keeps the agents from going on; null if nothing does. */
export function stuckOf({ status, failure }: Pick<Experiment, 'status' | 'failure'>): Stuck | null {
  if (failure === null) return null;
  return status === 'draft' && NEEDS_EDIT.includes(failure.reason) ? 'needs-edit' : 'agent-failed';
}
