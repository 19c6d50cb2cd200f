import type { WebClient } from '@slack/web-api';
import type { ChatHours } from '#ports/chat-hours.ts';
import type { Logger } from '#shared/logger.ts';
import { attempt } from './attempt.ts';
import { slackErrorName } from './errors.ts';

/** What is assumed of a person of whom Slack tells nothing. */
const UNKNOWN: ChatHours = { timeZone: 'UTC', isQuiet: false };

/** Apps that were installed before these scopes were asked for lack them until they are installed anew. */
const WITHOUT_SCOPE = 'missing_scope';

/**
 * The hours of a Slack user at this moment (milliseconds since the Unix epoch); null if they are deactivated, a bot or not of this
 * workspace. Without the scopes `users:read` and `dnd:read`: UTC, and never quiet.
 */
export async function hoursOf(
  { client, log }: { readonly client: WebClient; readonly log: Logger },
  user: string,
  now: number,
): Promise<ChatHours | null> {
  const found = await attempt(() => unlessMissing(log, () => client.users.info({ user })));
  if (found === 'gone') return null;
  const { deleted, is_bot: isBot, tz } = found?.user ?? {};
  if (deleted === true || isBot === true) return null;
  const dnd = await attempt(() => unlessMissing(log, () => client.dnd.info({ user })));
  const timeZone = tz === undefined || !isZone(tz) ? UNKNOWN.timeZone : tz;
  return { timeZone, isQuiet: dnd !== 'gone' && isWithin(dnd, now) };
}

/** What Slack answers; null if the app lacks the scope, `gone` if there is no such person. */
async function unlessMissing<Answer>(log: Logger, call: () => Promise<Answer>) {
  try {
    return await call();
  } catch (thrown) {
    const name = slackErrorName(thrown);
    if (name === 'user_not_found' || name === 'user_not_visible') return 'gone' as const;
    if (name !== WITHOUT_SCOPE) throw thrown;
    log.warn('slack does not tell the hours of people: reinstall the app from manifest.yml', { name });
    return null;
  }
}

interface Disturbance {
  readonly dnd_enabled?: boolean;
  readonly next_dnd_start_ts?: number;
  readonly next_dnd_end_ts?: number;
}

/** Slack tells the present or the next quiet time, in seconds. */
function isWithin(dnd: Disturbance | null, now: number): boolean {
  if (dnd?.dnd_enabled !== true) return false;
  const { next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = dnd;
  return now >= start * 1000 && now < end * 1000;
}

/** Slack's names are those of the IANA list; one that this platform does not know must not stop a reminder. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
