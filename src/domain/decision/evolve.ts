import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: ({ decision }, { override }) => ({
    decision: { ...decision, pendingOverride: override },
  }),

  decided: ({ status }, { record }, { version }) => ({
    status: 'decided',
    decision: { record, decidedIn: version, decidedFrom: status, pendingOverride: null },
  }),

  keptRunning: ({ decision }) => ({
    status: 'running',
    decision: { ...decision, pendingOverride: null },
  }),

  decisionUndone: ({ decision, launch }, _event, { at }) => {
    const { pendingOverride, record, decidedFrom: status = 'deciding' } = decision;
    const undone = { status, decision: { record: null, pendingOverride } };
    if (status !== 'running' || record === null || launch === null) return undone;
    // No unit could enter while the flag was off, so that time is none of running.
    return { ...undone, launch: { ...launch, pauses: [...launch.pauses, { from: record.at, until: at }] } };
  },
};
