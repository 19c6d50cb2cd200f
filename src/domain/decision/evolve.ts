import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';
import { withPauseEnded } from '#domain/launch/state.ts';

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
    if (launch === null || record === null || status === 'paused') return undone;
    // No unit could enter while the flag was off, so that time is none of running.
    const off = { from: record.at, until: at };
    if (status === 'running') return { ...undone, launch: { ...launch, pauses: [...launch.pauses, off] } };
    // The flag is on again, so a pause of what was shipped is over.
    return { ...undone, launch: withPauseEnded(launch, at) };
  },
};
