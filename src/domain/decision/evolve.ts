import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: (_state, { override }) => ({ pendingOverride: override }),

  decided: (_state, { record }) => ({ status: 'decided', decision: record, pendingOverride: null }),

  keptRunning: () => ({ status: 'running', pendingOverride: null }),

  decisionUndone: () => ({ status: 'deciding', decision: null }),
};
