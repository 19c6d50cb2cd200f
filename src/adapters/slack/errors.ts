import { ErrorCode } from '@slack/web-api';
import { type AppError, toAppError } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { ownValue } from '#shared/own-value.ts';
import { type SlackErrorClass, slackErrorClass } from './error-list.ts';
import { slackFault } from './fault-kinds.ts';

const ADVICE: Readonly<Record<string, string>> = {
  not_in_channel: 'The bot is not in the channel. Invite it there with /invite.',
  channel_not_found: 'The channel is gone, or private without the bot. Invite the bot there with /invite.',
  is_archived: 'The channel is archived. Unarchive it.',
  is_inactive: 'The channel is archived. Unarchive it.',
  invalid_auth: 'Slack does not accept the token. Set SLACK_BOT_TOKEN anew.',
  missing_scope: 'The app lacks a scope. Reinstall it from manifest.yml.',
};

/** What to do about an error, by what it is about; the name of the error comes before it. */
const BY_CLASS: Readonly<Record<SlackErrorClass, string>> = {
  channel: ' for this channel. An admin of Slack can change who may post there.',
  message: ': the message was deleted, or cannot be changed any more.',
  rate: ': it has had too many messages for now.',
  transient: '. It may work later.',
  auth: '. An admin of Slack lets the app in again, or reinstalls it.',
  person: ': the person cannot be written to.',
  file: ': the workspace does not take the file.',
  ours: ', which is a fault of the bot. Tell the people who run it.',
};

/** Names of Slack's errors. Its client puts the whole text there if an answer is no JSON, as from a proxy. */
const NAME = /^[a-z][a-z0-9_]{0,60}$/;
/** How Slack names a file in a block that it does not take. */
const FILE = /\/slack_file\b/;
/** How Slack's client tells a 429 that does not say how long to wait. */
const NO_WAIT = 'Retry header did not contain';

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The name of Slack's error (`invalid_blocks`), or null for anything else. */
export function slackErrorName(thrown: unknown): string | null {
  const name = field(field(thrown, 'data'), 'error');
  return typeof name === 'string' ? name : null;
}

/** Whether Slack refused a message only because of a picture: its file is not looked through yet, or is gone. */
export function isFileRefused(thrown: unknown): boolean {
  const messages = field(field(field(thrown, 'data'), 'response_metadata'), 'messages');
  return Array.isArray(messages) && messages.length > 0 && messages.every((line) => FILE.test(String(line)));
}

/** Turns what the Slack client throws into an `AppError` with what to do about it; what is not the client's is a bug. */
export function toSlackError(thrown: unknown): AppError {
  const name = slackErrorName(thrown);
  if (name !== null) return namedFault(name, thrown);
  const code = field(thrown, 'code');
  if (code === ErrorCode.RateLimitedError) return rateLimited(Number(field(thrown, 'retryAfter')), thrown);
  if (thrown instanceof Error && thrown.message.startsWith(NO_WAIT)) return rateLimited(Number.NaN, thrown);
  const isUnanswered =
    code === ErrorCode.RequestError || code === ErrorCode.HTTPError || isNetworkFault(thrown);
  return isUnanswered
    ? slackFault('unreachable', 'Slack did not answer.', { cause: thrown })
    : toAppError(thrown);
}

function namedFault(name: string, cause: unknown): AppError {
  if (!NAME.test(name))
    return slackFault('unexpected-answer', 'Slack answered with something that is not JSON.', { cause });
  return slackFault(name, ownValue(ADVICE, name) ?? wordsFor(name), { cause });
}

function wordsFor(name: string): string {
  const of = slackErrorClass(name);
  return `Slack answered ${name}${of === null ? '.' : BY_CLASS[of]}`;
}

function rateLimited(seconds: number, cause: unknown): AppError {
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : 1000;
  return slackFault('rate-limited', 'Slack asks us to wait.', { cause, retryAfterMs });
}
