import type { Evolvers } from '#domain/evolver.ts';
import type { WaitEvent } from '#domain/waits/events.ts';

/** Calls and the end of what people let wait. */
export const waitEvolvers: Evolvers<WaitEvent['type']> = {
  calledAgain: ({ waiting }, { time }, { at }) =>
    waiting === undefined ? {} : { waiting: { ...waiting, called: time, calledAt: at } },

  reminderSnoozed: ({ waiting }, { person, until }) =>
    waiting === undefined
      ? {}
      : { waiting: { ...waiting, snoozed: { ...waiting.snoozed, [person]: until } } },

  withdrawn: (_state, { days }, { at }) => ({
    status: 'cancelled',
    ended: { at, cancellation: null, withdrawnAfterDays: days },
  }),
};
