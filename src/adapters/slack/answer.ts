import type { AnyChunk } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import type { Asker, OpenAnswer, Thread } from '#ports/chat.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';
import { slackErrorName, toSlackError } from './errors.ts';
import { MESSAGE_EVENT } from './find-posted.ts';
import { withMentions } from './mentions.ts';
import type { Pace } from './pace.ts';

/** What is answered, in which place and to whom. */
interface Asked {
  readonly place: Thread;
  readonly asker: Asker;
  /** What the person sees while the answer is made; plain text. */
  readonly task: string;
  readonly key: string;
}

/** A growing message. */
interface Stream {
  readonly channel: string;
  readonly ts: string;
  /** By the bot's clock, milliseconds. */
  readonly begunAt: number;
}

interface Needs {
  readonly client: WebClient;
  readonly log: Logger;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly userOf: (pseudonym: string) => Promise<string | null>;
}

/** The chat's own ways to show a whole message. */
interface Whole {
  readonly post: (message: ChatMessage) => Promise<unknown>;
  readonly replace: (ts: string, message: ChatMessage) => Promise<unknown>;
}

const TASK = 'answer';
/** Slack itself ends a growing message after five minutes; before that only a person does. */
const ENDS_ALONE = 4 * MINUTE;
const ENDED = 'message_not_in_streaming_state';
const STOPPED = 'stopped_by_user';

/**
 * Begins an answer as a growing message of Slack's, in an agent session: while that is `processing`, Slack shows its own Stop. A workspace
 * without agents, or one that refuses the growing message, gets the whole answer by `post`; if Slack does not take a part, the whole comes in
 * the place of what grew, by `replace`.
 */
export async function openAnswer(needs: Needs, asked: Asked, { post, replace }: Whole): Promise<OpenAnswer> {
  const isSession = await sessionIs(needs, asked, 'processing');
  const stream = await beginStream(needs, asked);
  if (stream !== null) {
    return {
      finish: async (headline, message) => {
        const outcome = await grow(needs, asked, stream, headline, message);
        if (outcome !== 'lost') return outcome;
        // What grew so far is replaced by the whole, so that no half answer stays.
        await endStream(needs.client, stream);
        await replace(stream.ts, withHeadline(headline, message));
        return 'shown';
      },
    };
  }
  if (isSession) await sessionIs(needs, asked, 'active');
  return {
    finish: async (headline, message) => {
      await post(withHeadline(headline, message));
      return 'shown';
    },
  };
}

function withHeadline(headline: string, message: ChatMessage): ChatMessage {
  return { ...message, blocks: [section(bold(headline)), ...message.blocks] };
}

/** Sets the state of the session in the thread; false if Slack keeps no sessions for the app. It decorates, so a fault ends nothing. */
async function sessionIs(
  { client, log }: Needs,
  { place, asker }: Asked,
  status: 'processing' | 'active',
): Promise<boolean> {
  try {
    await client.agents.sessions.setStatus({
      ...{ channel_id: place.channel, thread_ts: place.threadTs, status },
      initiator_user_id: asker.user,
    });
    return true;
  } catch (thrown) {
    log.info('slack shows no Stop for this answer', { code: toSlackError(thrown).code });
    return false;
  }
}

async function beginStream(
  { client, log, clock, pace }: Needs,
  { place, asker, task }: Asked,
): Promise<Stream | null> {
  await pace(place.channel);
  try {
    const { ts } = await client.chat.startStream({
      ...{ channel: place.channel, thread_ts: place.threadTs },
      ...{ recipient_user_id: asker.user, recipient_team_id: asker.team },
      chunks: [taskChunk(task, 'in_progress')],
    });
    return ts === undefined ? null : { channel: place.channel, ts, begunAt: clock.now() };
  } catch (thrown) {
    log.info('slack shows no growing message here', { code: toSlackError(thrown).code });
    return null;
  }
}

function taskChunk(title: string, status: 'in_progress' | 'complete'): AnyChunk {
  return { type: 'task_update', id: TASK, title, status };
}

/** Buttons and thumbs: they come with the end. */
function isPressed({ type }: ChatMessage['blocks'][number]): boolean {
  return type === 'actions' || type === 'context_actions';
}

/** One block after another; `lost` if Slack does not take one. */
async function grow(
  needs: Needs,
  { task, key }: Asked,
  stream: Stream,
  headline: string,
  message: ChatMessage,
): Promise<'shown' | 'stopped' | 'lost'> {
  const { client, clock, userOf } = needs;
  const { channel, ts } = stream;
  const { blocks } = await withMentions(message, userOf);
  const words = blocks.filter((block) => !isPressed(block));
  const parts: readonly AnyChunk[][] = [
    [taskChunk(task, 'complete'), { type: 'markdown_text', text: `**${asMarkdown(headline)}**\n` }],
    ...words.map((block): AnyChunk[] => [{ type: 'blocks', blocks: [block] }]),
  ];
  try {
    for (const chunks of parts) await client.chat.appendStream({ channel, ts, chunks });
    await client.chat.stopStream({
      ...{ channel, ts, blocks: blocks.filter(isPressed), session_status: 'active' },
      metadata: { event_type: MESSAGE_EVENT, event_payload: { key } },
    });
    return 'shown';
  } catch (thrown) {
    const name = slackErrorName(thrown);
    const isLate = clock.now() - stream.begunAt >= ENDS_ALONE;
    return name === STOPPED || (name === ENDED && !isLate) ? 'stopped' : 'lost';
  }
}

/** Says in the place of what grew that a person stopped it, and that the session waits again. Slack has ended the growing itself. */
export async function showStopped(
  { client, log }: Pick<Needs, 'client' | 'log'>,
  { channel, threadTs }: Thread,
  messages: readonly string[],
  text: string,
): Promise<void> {
  try {
    for (const ts of messages) await client.chat.update({ channel, ts, text, blocks: [section(text)] });
    await client.agents.sessions.setStatus({ channel_id: channel, thread_ts: threadTs, status: 'active' });
  } catch (thrown) {
    log.warn('slack does not show that an answer was stopped', { code: toSlackError(thrown).code });
  }
}

/** Slack takes no edit of a message that it still lets grow. */
async function endStream(client: WebClient, { channel, ts }: Stream): Promise<void> {
  await client.chat.stopStream({ channel, ts, session_status: 'active' }).catch(() => {});
}

/** Plain text as Markdown that shows it as it is. */
function asMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~!&]/gu, '\\$&');
}
