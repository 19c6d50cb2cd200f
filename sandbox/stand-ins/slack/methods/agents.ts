import { bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import { writableChannel } from '#sandbox/stand-ins/slack/channels.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { findMessage } from '#sandbox/stand-ins/slack/messages.ts';
import type { SlackMessage, SlackSessionStatus } from '#sandbox/stand-ins/slack/state.ts';
import type { Method } from './method.ts';

const STATUSES: readonly SlackSessionStatus[] = ['active', 'processing', 'suspended', 'closed'];

/** Says what an agent is doing in a thread, and begins its session there if there is none. Only apps that are agents may. */
const setStatus: Method = (args, desk) => {
  const status = statusOf(args['status']);
  if (status === null) return bad('invalid_arguments');
  const channel = writableChannel(desk, args['channel_id']);
  if ('ok' in channel) return channel;
  const threadTs = textOf(args['thread_ts']);
  if (threadTs === undefined || findMessage(desk, channel.id, threadTs) === undefined)
    return bad('thread_not_found');
  const begunBy = textOf(args['initiator_user_id']);
  if (begunBy !== undefined && !channel.members.includes(begunBy)) return bad('user_not_in_channel');
  desk.state.sessions[sessionKey(channel.id, threadTs)] = status;
  return good({ status });
};

export const agents: Readonly<Record<string, Method>> = { 'agents.sessions.setStatus': setStatus };

/** The name of a session: its channel and its thread. */
export function sessionKey(channel: string, threadTs: string): string {
  return `${channel}:${threadTs}`;
}

/** A status of sessions; null for any other value. */
export function statusOf(value: unknown): SlackSessionStatus | null {
  return STATUSES.find((status) => status === value) ?? null;
}

/** Changes what the session of a message's thread is doing, if the thread has one. */
export function setSession(
  { state }: Desk,
  { channel, ts, thread_ts: threadTs }: SlackMessage,
  status: SlackSessionStatus,
): void {
  const key = sessionKey(channel, threadTs ?? ts);
  if (state.sessions[key] !== undefined) state.sessions[key] = status;
}
