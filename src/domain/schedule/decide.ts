import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { ScheduleBotBody, SchedulePersonBody } from '#domain/schedule/commands.ts';

/** A start that is planned for a day, and the queue of its surface. The bot launches nothing: it calls an approver. */
export const scheduleDeciders: Deciders<(SchedulePersonBody | ScheduleBotBody)['name']> = {
  planStart: (_experiment, { from, startsAt, ahead, actor }) =>
    outcome([{ type: 'startPlanned', from, startsAt, ahead, person: actor.person }], [post('start-planned')]),

  dropStart: (_experiment, { actor }) =>
    outcome([{ type: 'startDropped', person: actor.person }], [post('start-planned')]),

  moveStart: (_experiment, { startsAt, ahead }) =>
    outcome([{ type: 'startMoved', startsAt, ahead }], [post('start-planned')]),

  callStart: (_experiment, { startsAt }) => outcome([{ type: 'startCalled', startsAt }], [post('start-due')]),
};
