import { type Answer, bad } from './answer.ts';
import { type Desk, nextNumber } from './desk.ts';
import type { Fields } from './fields.ts';
import { textOf } from './fields.ts';
import type { SlackChannel } from './state.ts';
import { numbered } from './workspace.ts';

/** The channel an argument names, by id, by name or by a person's id; or Slack's refusal. */
export function channelOf(desk: Desk, value: unknown): SlackChannel | Answer {
  const name = textOf(value);
  if (name === undefined) return bad('channel_not_found');
  if (desk.state.users[name] !== undefined) return directMessage(desk, name);
  const bare = name.replace(/^#/u, '');
  const found =
    desk.state.channels[name] ?? Object.values(desk.state.channels).find((channel) => channel.name === bare);
  if (found === undefined) return bad('channel_not_found');
  return found.isPrivate && !found.members.includes(desk.state.app.botUser)
    ? bad('channel_not_found')
    : found;
}

/** The channel, if the bot may also write in it; or Slack's refusal. */
export function writableChannel(desk: Desk, value: unknown): SlackChannel | Answer {
  const channel = channelOf(desk, value);
  if ('ok' in channel) return channel;
  if (channel.isArchived) return bad('is_archived');
  return channel.members.includes(desk.state.app.botUser) ? channel : bad('not_in_channel');
}

/** As `writableChannel`; with the scope `chat:write.public`, any public channel as well. */
export function postableChannel(desk: Desk, value: unknown): SlackChannel | Answer {
  const channel = channelOf(desk, value);
  const isOpen = !('ok' in channel) && !channel.isPrivate && !channel.isArchived && channel.user === null;
  return isOpen && desk.state.app.scopes.includes('chat:write.public')
    ? channel
    : writableChannel(desk, value);
}

/** The direct message between the bot and a person, opened if it is not yet. */
export function directMessage(desk: Desk, user: string): SlackChannel {
  const found = Object.values(desk.state.channels).find((channel) => channel.user === user);
  if (found !== undefined) return found;
  const id = numbered('D', nextNumber(desk));
  const channel: SlackChannel = {
    id,
    name: 'directmessage',
    isPrivate: false,
    isArchived: false,
    user,
    members: [user, desk.state.app.botUser],
  };
  desk.state.channels[id] = channel;
  return channel;
}

/** A channel as Slack tells it. */
export function channelObject(channel: SlackChannel, botUser: string): Fields {
  const common = { id: channel.id, is_archived: channel.isArchived, is_private: channel.isPrivate };
  if (channel.user !== null) return { ...common, is_im: true, is_channel: false, user: channel.user };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_im: false,
    is_mpim: channel.name.startsWith('mpdm-'),
    is_ext_shared: channel.isShared === true,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_member: channel.members.includes(botUser),
    num_members: channel.members.length,
  };
}
