import type { Evolvers } from '#domain/evolver.ts';
import type { LookEvent } from '#domain/looks/events.ts';

/** The looks at the data, and the stop that one of them may call for. */
export const lookEvolvers: Evolvers<LookEvent['type']> = {
  looked: (state, { snapshot, asksForDecision }) => ({
    snapshots: [...state.snapshots, snapshot],
    status: asksForDecision ? 'deciding' : state.status,
    pendingOverride: null,
  }),

  watched: (_state, { snapshot }) => ({ watch: snapshot }),

  stoppedForHarm: (_state, { metric }) => ({ status: 'killed', harm: metric }),
};
