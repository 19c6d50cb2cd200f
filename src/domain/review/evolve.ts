import type { Evolvers, StateChange } from '#domain/evolver.ts';
import type { Cancellation } from '#domain/experiment.ts';
import type { ReviewEvent } from '#domain/review/events.ts';

/** Approvals, and the end before the experiment runs. */
export const reviewEvolvers: Evolvers<ReviewEvent['type']> = {
  approved: ({ status, design }, { person, planHash, complete, lapsed = [] }, { at }) => ({
    status: complete ? 'approved' : status,
    design: design && {
      ...design,
      approvals: [
        ...design.approvals.filter((earlier) => !lapsed.includes(earlier.person)),
        { person, planHash, at, ...(lapsed.length === 0 ? {} : { lapsed }) },
      ],
    },
  }),

  rejected: (_state, event, { at }) => cancelled(event, at),

  cancelled: (_state, event, { at }) => cancelled(event, at),
};

function cancelled({ person, reason }: Cancellation, at: number): StateChange {
  return { status: 'cancelled', ended: { at, cancellation: { person, reason } } };
}
