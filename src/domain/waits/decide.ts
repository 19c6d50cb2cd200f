import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import type { WaitBotBody, WaitPersonBody } from '#domain/waits/commands.ts';

/** What becomes of waits: reminders that a person puts off, and what the bot does if people let an experiment wait. */
export const waitDeciders: Deciders<(WaitBotBody | WaitPersonBody)['name']> = {
  // The first call is for all who can see the channel, later ones would only fill it.
  callAgain: (_experiment, { time }) =>
    outcome(
      [{ type: 'calledAgain', time }],
      [time === 1 ? { ...post('wait-called'), inChannel: true } : post('wait-called')],
    ),

  snoozeReminder: (_experiment, { actor, until }) =>
    outcome([{ type: 'reminderSnoozed', person: actor.person, until }]),

  withdrawPlan: (experiment, { days }) =>
    outcome(
      [{ type: 'withdrawn', days }],
      [
        ...stamp(newestPost(experiment.delivery, 'plan'), 'Withdrawn because the plan waited too long'),
        post('withdrawn'),
      ],
    ),
};
