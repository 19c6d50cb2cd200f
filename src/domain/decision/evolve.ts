import type { DecisionEvent } from '#domain/decision/events.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type LaunchState, withPauseEnded } from '#domain/launch/state.ts';
import type { Status } from '#domain/status.ts';

/** What people decide, and the undoing of it. */
export const decisionEvolvers: Evolvers<DecisionEvent['type']> = {
  overrideProposed: ({ decision }, { override }) => ({
    decision: { ...decision, pendingOverride: override },
  }),

  decided: ({ status }, { record }, { version, at }) => ({
    status: 'decided',
    decision: { record, decidedIn: version, decidedFrom: status, pendingOverride: null },
    ...(record.shipment === undefined
      ? {}
      : { shipping: { ...record.shipment, step: 0, since: at, reading: null } }),
  }),

  keptRunning: ({ decision }) => ({
    status: 'running',
    decision: { ...decision, pendingOverride: null },
  }),

  decisionUndone: ({ decision, launch, ...state }, { person }, { at }) => {
    const { pendingOverride, record, decidedFrom: status = 'deciding' } = decision;
    return {
      status,
      launch: launch && afterUndo(launch, record, status, at),
      decision: { record: null, pendingOverride, undoneAt: at },
      ...(state.shipping === undefined ? {} : { shipping: null }),
      ...autoAfterUndo(state, record, person, at),
    };
  },
};

/** The flag is on again, so a pause of what was shipped is over, and time without the change is none of running. */
function afterUndo(
  launch: LaunchState,
  record: DecisionRecord | null,
  status: Status,
  at: number,
): LaunchState {
  if (status === 'paused') return launch;
  if (status !== 'running' || record === null) return withPauseEnded(launch, at);
  return { ...launch, pauses: [...launch.pauses, { from: record.at, until: at }] };
}

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
