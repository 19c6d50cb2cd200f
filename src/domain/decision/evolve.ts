import type { DecisionEvent } from '#domain/decision/events.ts';
import type { Evolvers } from '#domain/evolver.ts';
import { withPauseEnded } from '#domain/launch/state.ts';

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

  // The flag is on again, so a pause of what was shipped is over.
  decisionUndone: ({ decision: { pendingOverride }, launch }, _event, { at }) => ({
    status: 'deciding',
    launch: launch && withPauseEnded(launch, at),
    decision: { record: null, pendingOverride },
  }),
};
