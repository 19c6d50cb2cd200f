import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: ({ decision }, { override }) => ({
    decision: { ...decision, pendingOverride: override },
  }),

  decided: (_state, { record }, { version }) => ({
    status: 'decided',
    decision: { record, decidedIn: version, pendingOverride: null },
  }),

  keptRunning: ({ decision }) => ({
    status: 'running',
    decision: { ...decision, pendingOverride: null },
  }),

  decisionUndone: ({ decision: { pendingOverride } }) => ({
    status: 'deciding',
    decision: { record: null, pendingOverride },
  }),
};
