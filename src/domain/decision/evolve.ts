import type { DecisionEvent } from '#domain/decision/events.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';
import { withPauseEnded } from '#domain/launch/state.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: ({ decision }, { override }) => ({
    decision: { ...decision, pendingOverride: override },
  }),

  decided: (_state, { record }, { version, at }) => ({
    status: 'decided',
    decision: { record, decidedIn: version, pendingOverride: null },
    ...(record.shipment === undefined
      ? {}
      : { shipping: { ...record.shipment, step: 0, since: at, reading: null } }),
  }),

  keptRunning: ({ decision }) => ({
    status: 'running',
    decision: { ...decision, pendingOverride: null },
  }),

  // The flag is on again, so a pause of what was shipped is over.
  decisionUndone: ({ decision: { record, pendingOverride }, launch, ...state }, { person }, { at }) => ({
    status: 'deciding',
    launch: launch && withPauseEnded(launch, at),
    decision: { record: null, pendingOverride, undoneAt: at },
    ...(state.shipping === undefined ? {} : { shipping: null }),
    ...autoAfterUndo(state, record, person, at),
  }),
};

/** A person who takes back what the bot decided ends the standing approval, or the bot would decide the same again. */
function autoAfterUndo(
  { unattended }: Pick<Experiment, 'unattended'>,
  record: DecisionRecord | null,
  by: string,
  at: number,
): Pick<Experiment, 'unattended'> {
  if (record?.unattended?.why !== 'auto' || unattended?.auto === undefined) return {};
  return { unattended: { ...unattended, auto: { ...unattended.auto, mode: 'off', by, at } } };
}
