import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: ({ decision }, { override }) => ({
    decision: { ...decision, pendingOverride: override },
  }),

  decided: (_state, { record }) => ({
    status: 'decided',
    decision: { record, pendingOverride: null },
  }),

  keptRunning: ({ decision }) => ({
    status: 'running',
    decision: { ...decision, pendingOverride: null },
  }),

  decisionUndone: ({ decision }) => ({
    status: 'deciding',
    decision: { ...decision, record: null },
  }),
};
