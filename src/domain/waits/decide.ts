import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { Experiment } from '#domain/experiment.ts';
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
      [...stamp(planMessage(experiment), 'Withdrawn because the plan waited too long'), post('withdrawn')],
    ),
};

/** The newest message with the plan, whose buttons have no use any more; null if there is none. */
function planMessage({ delivery }: Experiment): string | null {
  const plans = Object.entries(delivery.messages).filter(([, { topic }]) => topic === 'plan');
  return plans.at(-1)?.[0] ?? null;
}
