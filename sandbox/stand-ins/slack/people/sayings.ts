import { defined, type Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { addMessage, findMessage } from '#sandbox/stand-ins/slack/messages.ts';
import type { SlackChannel, SlackUser } from '#sandbox/stand-ins/slack/state.ts';
import { type DeliveryOptions, deliver, eventParcel, type Reach } from './deliver.ts';
import { notSent, type Outcome, outcome } from './outcome.ts';
import { eventEnvelope } from './payloads.ts';

/**
 * Writes a message as a person. The bot hears of it if it is in the channel: a message event, and a mention if
 * it is named. The outcome is that of the last event, with the message.
 */
export async function say(
  reach: Reach,
  user: SlackUser,
  channel: SlackChannel,
  text: string,
  thread: string | undefined,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  if (!channel.members.includes(user.id)) throw new Error(`${user.name} is not in ${channel.name}`);
  const threadTs =
    thread === undefined ? undefined : (findMessage(desk, channel.id, thread)?.thread_ts ?? thread);
  const message = addMessage(desk, { channel: channel.id, user: user.id, text, threadTs });
  const told: Fields = defined({
    user: user.id,
    team: desk.state.team.id,
    user_team: user.teamId,
    text,
    ts: message.ts,
    event_ts: message.ts,
    channel: channel.id,
    thread_ts: threadTs,
  });
  let last = notSent();
  for (const event of eventsFor(reach, channel, text)) {
    const envelope = {
      ...eventEnvelope(desk, { ...told, ...event }),
      is_ext_shared_channel: channel.isShared === true,
    };
    last = outcome(await deliver(reach, eventParcel(envelope), options));
  }
  return { ...last, message };
}

function eventsFor(reach: Reach, channel: SlackChannel, text: string): readonly Fields[] {
  const { botUser, events } = reach.desk.state.app;
  if (!channel.members.includes(botUser)) return [];
  const type = typeOf(channel);
  const message = { type: 'message', channel_type: type };
  const isNamed = text.includes(`<@${botUser}>`) && type !== 'im';
  const all = isNamed ? [message, { type: 'app_mention' }] : [message];
  const nameOf = ({ type: event }: Fields) => (event === 'message' ? MESSAGES[type] : String(event));
  return all.filter((event) => events?.includes(nameOf(event)) ?? true);
}

/** Messages are subscribed to by the kind of their place. */
const MESSAGES = { channel: 'message.channels', group: 'message.groups', im: 'message.im' } as const;

function typeOf(channel: SlackChannel): 'channel' | 'group' | 'im' {
  if (channel.user !== null) return 'im';
  return channel.isPrivate ? 'group' : 'channel';
}
