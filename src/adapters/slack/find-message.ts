import type { WebClient } from '@slack/web-api';
import type { Chat, Thread } from '#ports/chat.ts';
import { slackErrorName, toSlackError } from './errors.ts';

/** Looks for one message in a thread with one call. Nothing is joined for that: to be asked back in is for people. */
export async function findMessage(
  client: WebClient,
  { channel, threadTs }: Thread,
  ts: string,
): Promise<Awaited<ReturnType<Chat['find']>>> {
  try {
    const around = { oldest: ts, latest: ts, inclusive: true, limit: 5 };
    const { messages = [] } = await client.conversations.replies({ channel, ts: threadTs, ...around });
    const first = messages.find((message) => message.ts === threadTs);
    if (first === undefined || Reflect.get(first, 'subtype') === 'tombstone') return 'thread-gone';
    return messages.some((message) => message.ts === ts) ? 'there' : 'message-gone';
  } catch (thrown) {
    const name = slackErrorName(thrown);
    if (name === 'thread_not_found') return 'thread-gone';
    if (name === 'not_in_channel' || name === 'missing_scope') return 'unknown';
    throw toSlackError(thrown);
  }
}
