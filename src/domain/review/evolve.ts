import type { Evolvers } from '#domain/evolver.ts';
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

  rejected: (_state, { person, reason }, { at }) => ({
    status: 'cancelled',
    ended: { at, cancellation: { person, reason }, rejected: true },
  }),

  cancelled: (_state, { person, reason }, { at }) => ({
    status: 'cancelled',
    ended: { at, cancellation: { person, reason } },
  }),
};
