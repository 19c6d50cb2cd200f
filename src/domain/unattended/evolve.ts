import type { Evolvers } from '#domain/evolver.ts';
import type { UnattendedEvent } from '#domain/unattended/events.ts';

/** What goes on without a person. */
export const unattendedEvolvers: Evolvers<UnattendedEvent['type']> = {
  autoSet: ({ unattended }, { mode, person, planHash, regressionLimit }, { at }) => ({
    unattended: { ...unattended, auto: { mode, by: person, at, planHash, regressionLimit } },
  }),

  dryRunTold: ({ unattended }, { snapshotHash, act }) =>
    unattended?.auto === undefined
      ? {}
      : { unattended: { ...unattended, auto: { ...unattended.auto, dryRun: { snapshotHash, act } } } },

  flagDebtTold: ({ unattended }, _event, { at }) => ({ unattended: { ...unattended, flagToldAt: at } }),

  decisionReminded: ({ unattended }, { due }) => ({ unattended: { ...unattended, remindedOf: due } }),
};
