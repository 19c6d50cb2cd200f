import { type Answer, bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import { channelObject, channelOf, directMessage } from '#sandbox/stand-ins/slack/channels.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, flagOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { findMessage, messageObject, threadOf } from '#sandbox/stand-ins/slack/messages.ts';
import { pageOf } from '#sandbox/stand-ins/slack/paging.ts';
import type { SlackChannel, SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import type { Method } from './method.ts';

/** The scope that tells of each kind of conversation. */
const READ_SCOPES = {
  im: 'im:read',
  private_channel: 'groups:read',
  public_channel: 'channels:read',
} as const;

const info: Method = (args, desk) => {
  const channel = toldChannel(args, desk);
  if ('ok' in channel) return channel;
  return good({ channel: channelObject(channel, desk.state.app.botUser) });
};

const list: Method = (args, desk) => {
  const types = (textOf(args['types']) ?? 'public_channel').split(',').map((type) => type.trim());
  const { botUser, scopes } = desk.state.app;
  const needed = types.map((type) => Object.entries(READ_SCOPES).find(([kind]) => kind === type)?.[1]);
  if (needed.includes(undefined)) return bad('invalid_types');
  const missing = needed.find((scope) => scope !== undefined && !scopes.includes(scope));
  if (missing !== undefined) return bad('missing_scope', { needed: missing });
  const seen = Object.values(desk.state.channels)
    .filter((channel) => types.includes(typeOf(channel)))
    .filter((channel) => !channel.isPrivate || channel.members.includes(botUser))
    .filter((channel) => !(flagOf(args['exclude_archived']) && channel.isArchived));
  const page = pageOf(seen, args);
  if ('ok' in page) return page;
  const channels = page.items.map((channel) => channelObject(channel, botUser));
  return good({ channels, response_metadata: { next_cursor: page.nextCursor } });
};

const members: Method = (args, desk) => {
  const channel = toldChannel(args, desk);
  if ('ok' in channel) return channel;
  const page = pageOf(channel.members, args);
  if ('ok' in page) return page;
  return good({ members: page.items, response_metadata: { next_cursor: page.nextCursor } });
};

/** The bot comes into a public channel. */
const join: Method = (args, desk) => {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  if (channel.isArchived) return bad('is_archived');
  if (channel.isPrivate || channel.user !== null) return bad('method_not_supported_for_channel_type');
  const { botUser } = desk.state.app;
  const isMember = channel.members.includes(botUser);
  const joined = isMember ? channel : { ...channel, members: [...channel.members, botUser] };
  desk.state.channels[channel.id] = joined;
  return good({
    channel: channelObject(joined, botUser),
    ...(isMember ? { warning: 'already_in_channel' } : {}),
  });
};

/** The direct message with one person. */
const open: Method = (args, desk) => {
  const users = (textOf(args['users']) ?? '').split(',').filter((one) => one !== '');
  const [user, second] = users;
  if (user === undefined) return bad('users_list_not_supplied');
  if (second !== undefined) return bad('not_enough_users');
  if (desk.state.users[user] === undefined) return bad('user_not_found');
  const channel = directMessage(desk, user);
  const told = flagOf(args['return_im'])
    ? channelObject(channel, desk.state.app.botUser)
    : { id: channel.id };
  return good({ channel: told });
};

/** What was said in a channel, newest first; replies are in their threads unless they were broadcast. */
const history: Method = (args, desk) => {
  const channel = readable(args, desk);
  if ('ok' in channel) return channel;
  const messages = desk.state.messages
    .filter((one) => one.channel === channel.id)
    .filter((one) => one.thread_ts === undefined || one.subtype === 'thread_broadcast')
    .filter((one) => isWithin(one, args))
    .toReversed();
  return messagePage(messages, args, desk);
};

/** A thread, the parent first. */
const replies: Method = (args, desk) => {
  const channel = readable(args, desk);
  if ('ok' in channel) return channel;
  const found = findMessage(desk, channel.id, args['ts']);
  if (found === undefined) return bad('thread_not_found');
  const root = found.thread_ts ?? found.ts;
  const thread = threadOf(desk, channel.id, root).filter((one) => one.ts === root || isWithin(one, args));
  return messagePage(thread, args, desk);
};

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.open': open,
  'conversations.history': history,
  'conversations.replies': replies,
};

function messagePage(messages: readonly SlackMessage[], args: Fields, desk: Desk): Answer {
  const page = pageOf(messages, args);
  if ('ok' in page) return page;
  const withMetadata = flagOf(args['include_all_metadata']);
  return good({
    messages: page.items.map((one) => messageObject(desk, one, withMetadata)),
    has_more: page.hasMore,
    response_metadata: { next_cursor: page.nextCursor },
  });
}

function readable(args: Fields, desk: Desk): SlackChannel | Answer {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  return channel.members.includes(desk.state.app.botUser) ? channel : bad('not_in_channel');
}

/** The channel, if the app has the scope that tells of its kind. */
function toldChannel(args: Fields, desk: Desk): SlackChannel | Answer {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  const needed = READ_SCOPES[typeOf(channel)];
  return desk.state.app.scopes.includes(needed) ? channel : bad('missing_scope', { needed });
}

function isWithin(message: SlackMessage, args: Fields): boolean {
  const ts = Number(message.ts);
  const oldest = Number(textOf(args['oldest']) ?? 0);
  const latest = Number(textOf(args['latest']) ?? Number.POSITIVE_INFINITY);
  return flagOf(args['inclusive']) ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
}

function typeOf(channel: SlackChannel): 'im' | 'private_channel' | 'public_channel' {
  if (channel.user !== null) return 'im';
  return channel.isPrivate ? 'private_channel' : 'public_channel';
}
