import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { HealingBotBody, LostPost } from '#domain/healing/commands.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import type { Topic } from '#domain/topic.ts';

/** What is made anew of a thread. */
export const healingDeciders: Deciders<HealingBotBody['name']> = {
  loseCard: (experiment, { threadTs, link, posting, at }) =>
    outcome(
      [{ type: 'cardLost', threadTs, link }],
      [
        { kind: 'card' },
        post('thread-moved'),
        // What waits for people waits in the new thread.
        ...dueMessages(experiment, at)
          .filter(({ as }) => isPosted(experiment, as) && (posting === null || !as.includes(posting)))
          .map(({ topic }) => post(topic)),
      ],
    ),

  postAnew: (experiment, { lost, at }) =>
    outcome(
      [{ type: 'messagesLost', effects: lost.map(({ effect }) => effect) }],
      dueMessages(experiment, at)
        .filter(({ as }) => holds(lost, as))
        .map(({ topic }) => post(topic)),
    ),
};

/** Whether it came into the thread that is lost: what is still to be posted comes into the new one by itself. */
function isPosted({ delivery }: Experiment, as: readonly Topic[]): boolean {
  return Object.values(delivery.messages).some(({ topic }) => topic !== 'card' && as.includes(topic));
}

function holds(lost: readonly LostPost[], as: readonly Topic[]): boolean {
  return lost.some(({ topic }) => as.includes(topic));
}
