import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import type { WaitBotBody } from '#domain/waits/commands.ts';

/** What the bot does if people let an experiment wait. */
export const waitDeciders: Deciders<WaitBotBody['name']> = {
  // The first call is for all who can see the channel, later ones would only fill it.
  callAgain: (_experiment, { time }) =>
    outcome(
      [{ type: 'calledAgain', time }],
      [time === 1 ? { ...post('wait-called'), inChannel: true } : post('wait-called')],
    ),

  withdrawPlan: (experiment, { days }) =>
    outcome(
      [{ type: 'withdrawn', days }],
      [
        ...stamp(newestPost(experiment.delivery, 'plan'), 'Withdrawn because the plan waited too long'),
        post('withdrawn'),
      ],
    ),
};
