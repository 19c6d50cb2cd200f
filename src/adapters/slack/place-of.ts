import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { ChatPlace } from '#ports/chat-place.ts';
import type { Logger } from '#shared/logger.ts';
import { slackErrorName, toSlackError } from './errors.ts';

/** A form has to open within three seconds of the command, so this is asked no longer than this, in milliseconds. */
const PATIENCE = 1_000;

/**
 * What a conversation is, by its id and the name that a command gives. `untold` if Slack does not tell in time: people of another
 * company may read there. `usual` if the app lacks the scopes `channels:read` and `groups:read`, which a start complains of.
 */
export async function placeOf(
  { client, log }: { readonly client: WebClient; readonly log: Logger },
  channel: string,
  name: string,
): Promise<ChatPlace> {
  if (channel.startsWith('D') || name === 'directmessage' || name.startsWith('mpdm-')) return 'direct';
  const stop = new AbortController();
  const late = setTimeout(PATIENCE, 'untold' as const, { signal: stop.signal }).catch(
    () => 'untold' as const,
  );
  try {
    return await Promise.race([asked(client, channel), late]);
  } catch (thrown) {
    const { code } = toSlackError(thrown);
    log.warn('slack did not tell what a channel is', { channel, code });
    return code === 'slack.missing_scope' ? 'usual' : 'untold';
  } finally {
    stop.abort();
  }
}

async function asked(client: WebClient, channel: string): Promise<ChatPlace> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_im === true || found?.is_mpim === true) return 'direct';
    if (found?.is_archived === true) return 'archived';
    if (found?.is_ext_shared === true) return 'shared';
    return found?.is_private === true && found.is_member === false ? 'without-bot' : 'usual';
  } catch (thrown) {
    // Slack hides a private channel from those who are not in it.
    if (slackErrorName(thrown) === 'channel_not_found') return 'without-bot';
    throw thrown;
  }
}
