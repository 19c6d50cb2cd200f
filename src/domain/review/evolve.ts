import type { Evolvers, StateChange } from '#domain/evolver.ts';
import type { Cancellation } from '#domain/experiment.ts';
import type { ReviewEvent } from '#domain/review/events.ts';

/** Approvals, and the end before the experiment runs. */
export const reviewEvolvers: Evolvers<ReviewEvent['type']> = {
  approved: (state, { person, planHash, complete }, { at }) => ({
    status: complete ? 'approved' : state.status,
    approvals: [...state.approvals, { person, planHash, at }],
  }),

  rejected: (_state, event, { at }) => cancelled(event, at),

  cancelled: (_state, event, { at }) => cancelled(event, at),
};

function cancelled({ person, reason }: Cancellation, at: number): StateChange {
  return { status: 'cancelled', cancellation: { person, reason }, endedAt: at };
}
