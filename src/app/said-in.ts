import { z } from 'zod';
import { asTyped } from '#features/as-typed.ts';
import type { AnswersStopped, SaidToBot } from '#features/said-to-bot.ts';

const Authorization = z.object({ user_id: z.string().nullish(), is_bot: z.boolean().nullish() });

const SaidEvent = z.object({
  team_id: z.string().optional(),
  authorizations: z.array(Authorization).nullish().catch(null),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: z.string(),
    user_team: z.string().optional(),
    team: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string(),
    // Of a program, an edit, a joined channel: none of them asks anything.
    bot_id: z.undefined().optional(),
    subtype: z.undefined().optional(),
    edited: z.undefined().optional(),
    hidden: z.undefined().optional(),
  }),
});

/** What is said without words, by a mention alone. */
const NO_WORDS = 'How does it stand?';
/** People other than the bot, whose ids a question does not need. */
const MENTION = /<@[^>]*>/gu;

/**
 * What a person says to the bot in an event: a mention of it, or a direct message. Null for all else, such as messages of programs, edits,
 * words in channels and what the bot says itself. `known` is the bot's own id; undefined if it is not known yet, and then the event names it.
 */
export function saidIn(body: object, known: string | undefined): SaidToBot | null {
  const read = SaidEvent.safeParse(body);
  if (!read.success) return null;
  const { event, team_id: team = '', authorizations } = read.data;
  const own = authorizations?.find(({ is_bot: isBot }) => isBot === true);
  const botUser = known ?? own?.user_id ?? undefined;
  const isDirect = event.channel_type === 'im';
  // A mention in a direct message comes as a direct message.
  if (event.user === botUser || (event.type === 'message') !== isDirect) return null;
  const words = event.text.replaceAll(`<@${botUser}>`, ' ').replaceAll(MENTION, 'a person');
  return {
    user: event.user,
    team: event.user_team ?? event.team ?? team,
    ...{ channel: event.channel, threadTs: event.thread_ts ?? null, ts: event.ts },
    text: asTyped(words).replaceAll(/\s+/gu, ' ').trim() || NO_WORDS,
    isDirect,
  };
}

const StoppedEvent = z.object({
  event: z.object({
    type: z.literal('agent_session_stopped'),
    channel: z.string(),
    thread_ts: z.string(),
    streaming_message_ts: z.array(z.string()),
  }),
});

/** The answers that a person stopped; null for any other event. */
export function stoppedIn(body: object): AnswersStopped | null {
  const read = StoppedEvent.safeParse(body);
  if (!read.success) return null;
  const { channel, thread_ts: threadTs, streaming_message_ts: answers } = read.data.event;
  return { channel, threadTs, answers };
}
