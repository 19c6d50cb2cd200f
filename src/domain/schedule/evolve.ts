import type { Evolvers } from '#domain/evolver.ts';
import type { ScheduleEvent } from '#domain/schedule/events.ts';

/** The planned start of an experiment. */
export const scheduleEvolvers: Evolvers<ScheduleEvent['type']> = {
  startPlanned: (_state, { from, startsAt, ahead, person }, { at }) => ({
    start: { from, startsAt, ahead, by: person, at },
  }),

  startMoved: ({ start }, { startsAt, ahead }) => {
    if (start == null) return {};
    const { calledAt: _called, ...planned } = start;
    return { start: { ...planned, startsAt, ahead } };
  },

  startDropped: () => ({ start: null }),

  startCalled: ({ start }, { startsAt }, { at }) =>
    start == null ? {} : { start: { ...start, startsAt, ahead: null, calledAt: at } },
};
