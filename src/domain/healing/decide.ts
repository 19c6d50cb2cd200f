import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { shutOut, UNWATCHED_DAYS } from '#domain/healing/closed-channel.ts';
import type { HealingBotBody, LostPost, UnwatchedBotBody } from '#domain/healing/commands.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import { offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import type { Topic } from '#domain/topic.ts';
import { DAY } from '#shared/clock.ts';

/** What is made anew of a thread. */
export const healingDeciders: Deciders<(HealingBotBody | UnwatchedBotBody)['name']> = {
  recordChannelClosed: (experiment, { code, detail, tell, at }) => {
    // A channel that opens and closes again and again is told once a day.
    const isNews = at >= (experiment.healing?.toldAt ?? Number.NEGATIVE_INFINITY) + DAY;
    const told = isNews ? directly(tell, 'channel-closed') : [];
    return outcome([{ type: 'channelClosed', code, detail, told: told.length > 0 }], told);
  },

  recordChannelOpen: (experiment) => {
    const missed = shutOut(experiment);
    return outcome(
      [
        { type: 'channelOpened' },
        ...missed.map(({ effect }) => ({ type: 'effectRetried', effect, person: null }) as const),
      ],
      [post('channel-open'), ...missed.map(({ effect }) => ({ kind: 'redeliver', effect }) as const)],
    );
  },

  tryLostAgain: (_experiment, { effects }) =>
    outcome(
      [{ type: 'lostTriedAgain', effects }],
      effects.map((effect) => ({ kind: 'redeliver', effect }) as const),
    ),

  tellLost: (_experiment, { effects, tell }) =>
    outcome([{ type: 'lostTold', effects }], directly(tell, 'message-lost')),

  // The flag first, then the people, then the thread, which takes no message now.
  pauseUnwatched: (experiment, { tell }) =>
    outcome(
      [{ type: 'paused', person: null, reason: UNWATCHED }],
      [setFlag(offSetting(experiment)), ...directly(tell, 'unwatched-paused'), post('paused')],
    ),

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

/** Why the bot pauses, as the thread says it. */
const UNWATCHED = `No person could follow this experiment for ${UNWATCHED_DAYS} days: its channel took no message of the bot`;

/** To each person directly. */
function directly(people: readonly string[], topic: Topic): readonly Effect[] {
  return people.map((to) => ({ ...post(topic), to }));
}

/** Whether it came into the thread that is lost: what is still to be posted comes into the new one by itself. */
function isPosted({ delivery }: Experiment, as: readonly Topic[]): boolean {
  return Object.values(delivery.messages).some(({ topic }) => topic !== 'card' && as.includes(topic));
}

function holds(lost: readonly LostPost[], as: readonly Topic[]): boolean {
  return lost.some(({ topic }) => as.includes(topic));
}
