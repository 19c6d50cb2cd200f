import { type Desk, nextTs } from './desk.ts';
import { defined, type Fields } from './fields.ts';
import { withIds } from './ids-in-blocks.ts';
import { limits } from './lint/limits.ts';
import type { SlackEphemeral, SlackMessage } from './state.ts';

/** What a new message says; who says it is the bot unless `user` is given. */
export interface NewMessage {
  readonly channel: string;
  readonly text: string;
  readonly blocks?: readonly Fields[];
  readonly user?: string;
  readonly threadTs?: string | undefined;
  readonly metadata?: Fields | undefined;
  readonly files?: readonly Fields[];
  readonly subtype?: string | undefined;
  readonly streaming?: SlackMessage['streaming'];
}

/** Puts a message into a channel or thread. */
export function addMessage(desk: Desk, parts: NewMessage): SlackMessage {
  const { botId, id, botUser } = desk.state.app;
  const byBot = parts.user === undefined || parts.user === botUser;
  const message: SlackMessage = {
    type: 'message',
    channel: parts.channel,
    ts: nextTs(desk),
    user: parts.user ?? botUser,
    text: parts.text.slice(0, limits.message.text),
    blocks: withIds(desk, parts.blocks ?? []),
    ...(byBot ? { bot_id: botId, app_id: id } : {}),
    ...(parts.threadTs === undefined ? {} : { thread_ts: parts.threadTs }),
    ...(parts.metadata === undefined ? {} : { metadata: parts.metadata }),
    ...(parts.files === undefined ? {} : { files: parts.files }),
    ...(parts.subtype === undefined ? {} : { subtype: parts.subtype }),
    ...(parts.streaming === undefined ? {} : { streaming: parts.streaming }),
  };
  desk.state.messages.push(message);
  desk.tell({ kind: 'message-posted', message });
  return message;
}

/** The message of this name in a channel. */
export function findMessage(desk: Desk, channel: string, ts: unknown): SlackMessage | undefined {
  return desk.state.messages.find((message) => message.channel === channel && message.ts === ts);
}

/** Puts a changed message in the place of the old one. */
export function replaceMessage(desk: Desk, message: SlackMessage): void {
  const at = desk.state.messages.findIndex((one) => one.channel === message.channel && one.ts === message.ts);
  desk.state.messages[at] = message;
  desk.tell({ kind: 'message-updated', message });
}

/**
 * Takes a message away. As in Slack, a parent leaves a stone behind that holds its replies together, and the stone goes with
 * the last of them.
 */
export function removeMessage(desk: Desk, message: SlackMessage): void {
  const { channel, ts } = message;
  if (threadOf(desk, channel, ts).some((one) => one.ts !== ts)) {
    replaceMessage(desk, tombstone(message));
    return;
  }
  desk.state.messages = desk.state.messages.filter((one) => one !== message);
  desk.tell({ kind: 'message-deleted', message });
  const parent = message.thread_ts === undefined ? undefined : findMessage(desk, channel, message.thread_ts);
  if (parent?.hidden === true) removeMessage(desk, parent);
}

function tombstone({ type, channel, ts }: SlackMessage): SlackMessage {
  const said = { user: 'USLACKBOT', text: 'This message was deleted.', blocks: [] };
  return { type, channel, ts, thread_ts: ts, subtype: 'tombstone', hidden: true, ...said };
}

/** The parent and its replies, oldest first; replies of a deleted parent are still there. */
export function threadOf(desk: Desk, channel: string, ts: string): readonly SlackMessage[] {
  return desk.state.messages.filter(
    (one) => one.channel === channel && (one.ts === ts || one.thread_ts === ts),
  );
}

/** Shows a message to one person alone. */
export function addEphemeral(
  desk: Desk,
  parts: Omit<NewMessage, 'metadata'> & { readonly to: string; readonly cameThrough?: string },
): SlackEphemeral {
  const message: SlackEphemeral = {
    type: 'ephemeral',
    channel: parts.channel,
    ts: nextTs(desk),
    to: parts.to,
    user: desk.state.app.botUser,
    text: parts.text,
    blocks: withIds(desk, parts.blocks ?? []),
    ...(parts.threadTs === undefined ? {} : { thread_ts: parts.threadTs }),
    ...(parts.cameThrough === undefined ? {} : { came_through: parts.cameThrough }),
  };
  desk.state.ephemerals.push(message);
  desk.tell({ kind: 'ephemeral-posted', message });
  return message;
}

/** A message as the Web API tells it: counts of replies for a parent, metadata only when asked for. */
export function messageObject(desk: Desk, message: SlackMessage, withMetadata = true): Fields {
  const { channel, streaming, metadata, ...told } = message;
  const replies = threadOf(desk, channel, message.ts).filter((one) => one.ts !== message.ts);
  const parent = message.thread_ts === undefined ? undefined : findMessage(desk, channel, message.thread_ts);
  return defined({
    ...told,
    team: desk.state.team.id,
    parent_user_id: parent?.user,
    metadata: withMetadata ? metadata : undefined,
    ...(streaming === undefined ? {} : { streaming_state: streaming.isOpen ? 'in_progress' : 'completed' }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((one) => one.user))],
          latest_reply: replies.at(-1)?.ts,
        }),
  });
}
