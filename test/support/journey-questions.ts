import { expect, vi } from 'vitest';
import type { DeliveryOptions } from '#sandbox/stand-ins/slack/people/deliver.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { messageAsText } from '#test/support/as-text.ts';
import type { Journey } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';

/** The finished answers of the bot in a channel or a direct message, oldest first. */
export function answersIn({ running: { sandbox } }: Journey, channel: string): readonly SlackMessage[] {
  return sandbox.slack
    .snapshot()
    .messages.filter((one) => one.channel === channel && isAnswer(one) && one.streaming?.isOpen !== true);
}

function isAnswer({ metadata }: SlackMessage): boolean {
  return JSON.stringify(metadata ?? {}).includes('"answer:');
}

/** Asks by a mention in the thread of an experiment; the answer as it reads. */
export async function ask(
  journey: Journey,
  person: string,
  key: string,
  text: string,
  options: DeliveryOptions = {},
): Promise<string> {
  const { channel, threadTs } = (await journey.load(key)).delivery;
  const { slack } = journey.running.sandbox;
  return answerTo(journey, channel, () =>
    slack.as(person).mention(text, { channel, thread: threadTs ?? '' }, options),
  );
}

/** Asks the bot directly; the answer as it reads. */
export async function askDirectly(journey: Journey, person: string, text: string): Promise<string> {
  const channel = directMessage(journey, person);
  return answerTo(journey, channel, () => journey.running.sandbox.slack.as(person).say(text, { channel }));
}

/** Mentions the bot in a channel itself; the answer as it reads. */
export async function askInChannel(
  journey: Journey,
  person: string,
  channel: string,
  text: string,
): Promise<string> {
  return answerTo(journey, channel, () =>
    journey.running.sandbox.slack.as(person).mention(text, { channel }),
  );
}

async function answerTo(journey: Journey, channel: string, act: () => Promise<unknown>): Promise<string> {
  const before = answersIn(journey, channel).length;
  await act();
  await vi.waitUntil(() => answersIn(journey, channel).length > before, PATIENT);
  const last = answersIn(journey, channel).at(-1);
  const { users } = journey.running.sandbox.slack.snapshot();
  return last === undefined ? '' : messageAsText(last, (id) => users[id]?.name ?? id);
}

/** The direct message between the bot and a person, opened if it is not there. */
export function directMessage({ running: { sandbox } }: Journey, person: string): string {
  const state = sandbox.slack.snapshot();
  const user = sandbox.slack.userId(person);
  const found = Object.values(state.channels).find((channel) => channel.user === user);
  if (found !== undefined) return found.id;
  const id = `D0000${user}`;
  const members = [user, sandbox.slack.botUserId];
  state.channels[id] = {
    ...{ id, name: 'directmessage', isPrivate: false, isArchived: false },
    user,
    members,
  };
  sandbox.slack.restore(state);
  return id;
}

/** Runs acts and shows that they changed nothing of the experiment but its books, which hold what the answers cost. */
export async function onlyAsked(journey: Journey, key: string, act: () => Promise<unknown>): Promise<void> {
  const before = await journey.load(key);
  await act();
  await journey.running.settle();
  const { runs, version } = before;
  expect({ ...(await journey.load(key)), runs, version }).toEqual(before);
}
