import { bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import { channelOf, postableChannel, writableChannel } from '#sandbox/stand-ins/slack/channels.ts';
import { contentOf } from '#sandbox/stand-ins/slack/content.ts';
import { type Desk, nextTs } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, flagOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { withIds } from '#sandbox/stand-ins/slack/ids-in-blocks.ts';
import { limits } from '#sandbox/stand-ins/slack/lint/limits.ts';
import {
  addEphemeral,
  addMessage,
  findMessage,
  messageObject,
  removeMessage,
  replaceMessage,
} from '#sandbox/stand-ins/slack/messages.ts';
import type { Method } from './method.ts';

/** An edit may hold less than a post: 4,000 bytes, counted after Slack has escaped &, < and >. */
const longestEdit = limits.message.editedTextBytes;

/** Posts into a channel or thread the bot may post in. */
const postMessage: Method = (args, desk) => {
  const channel = postableChannel(desk, args['channel']);
  if ('ok' in channel) return channel;
  const threadTs = threadRoot(desk, channel.id, textOf(args['thread_ts']));
  const content = contentOf(args, desk.state.files);
  if ('ok' in content) return content;
  const broadcast = flagOf(args['reply_broadcast']) && threadTs !== undefined;
  const message = addMessage(desk, {
    ...content,
    channel: channel.id,
    threadTs,
    subtype: broadcast ? 'thread_broadcast' : undefined,
  });
  return good({ channel: channel.id, ts: message.ts, message: messageObject(desk, message) });
};

/** Shows a message to one person in the channel. */
const postEphemeral: Method = (args, desk) => {
  const channel = writableChannel(desk, args['channel']);
  if ('ok' in channel) return channel;
  const to = textOf(args['user']) ?? '';
  if (!channel.members.includes(to)) return bad('user_not_in_channel');
  const content = contentOf(args, desk.state.files);
  if ('ok' in content) return content;
  const message = addEphemeral(desk, {
    ...content,
    channel: channel.id,
    to,
    threadTs: textOf(args['thread_ts']),
  });
  return good({ message_ts: message.ts });
};

/**
 * Edits one of the bot's own messages. As in Slack, blocks not given are cleared, metadata not
 * given is kept, and empty metadata is taken away.
 */
const update: Method = (args, desk) => {
  const found = ownMessage(args, desk, 'cant_update_message');
  if ('ok' in found) return found;
  if (desk.state.channels[found.channel]?.isArchived === true) return bad('is_inactive');
  const { editWindow } = desk.state;
  if (editWindow !== null && desk.now() > Number(found.ts) * 1_000 + editWindow)
    return bad('edit_window_closed');
  if (editSize(textOf(args['text']) ?? '') > longestEdit) return bad('msg_too_long');
  const content = contentOf(args, desk.state.files);
  if ('ok' in content) return content;
  const { botUser } = desk.state.app;
  const { metadata: before, ...kept } = found;
  const metadata = content.metadata ?? before;
  const message = {
    ...kept,
    text: content.text,
    blocks: withIds(desk, content.blocks),
    edited: { user: botUser, ts: nextTs(desk) },
    ...(metadata === undefined || Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
  replaceMessage(desk, message);
  return good({
    channel: found.channel,
    ts: found.ts,
    text: message.text,
    message: messageObject(desk, message),
  });
};

/** Takes one of the bot's own messages away. */
const remove: Method = (args, desk) => {
  const found = ownMessage(args, desk, 'cant_delete_message');
  if ('ok' in found) return found;
  removeMessage(desk, found);
  return good({ channel: found.channel, ts: found.ts });
};

/** The address of a message. */
const getPermalink: Method = (args, desk) => {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  const message = findMessage(desk, channel.id, args['message_ts']);
  if (message === undefined) return bad('message_not_found');
  const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
  const permalink = `https://${desk.state.team.domain}.slack.com${path}${thread}`;
  return good({ channel: channel.id, permalink });
};

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};

/** The bot's own message that arguments name; or Slack's refusal. */
export function ownMessage(args: Fields, desk: Desk, refusal: string) {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  const message = findMessage(desk, channel.id, args['ts']);
  if (message === undefined) return bad('message_not_found');
  return message.user === desk.state.app.botUser ? message : bad(refusal);
}

/**
 * A reply to a reply belongs to the thread of the first. A reply to a message that is gone without a trace is no error in
 * Slack: it comes into the channel itself, and only its answer, which names no thread, tells.
 */
export function threadRoot(desk: Desk, channel: string, ts: string | undefined): string | undefined {
  const parent = ts === undefined ? undefined : findMessage(desk, channel, ts);
  return parent?.thread_ts ?? parent?.ts;
}

function editSize(text: string): number {
  return Buffer.byteLength(text.replaceAll(/&(?!(?:amp|lt|gt);)/gu, '&amp;'));
}
