import { ErrorCode } from '@slack/web-api';
import { AppError } from '#shared/errors.ts';

/** Errors of Slack's that trying again cannot mend. */
const FINAL: ReadonlySet<string> = new Set([
  'account_inactive',
  'channel_not_found',
  'invalid_auth',
  'invalid_blocks',
  'is_archived',
  'missing_scope',
  'msg_too_long',
  'no_text',
  'not_authed',
  'not_in_channel',
  'token_revoked',
]);

const ADVICE: Readonly<Record<string, string>> = {
  not_in_channel: 'The bot is not in the channel. Invite it with /invite and try again.',
  channel_not_found: 'The channel is gone or private. Invite the bot to it and try again.',
  is_archived: 'The channel is archived. Unarchive it and try again.',
  invalid_auth: 'Slack does not accept the token. Set SLACK_BOT_TOKEN anew.',
  missing_scope: 'The app lacks a scope. Reinstall it from manifest.yml.',
};

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The name of Slack's error (`invalid_blocks`), or null for anything else. */
export function slackErrorName(thrown: unknown): string | null {
  const name = field(field(thrown, 'data'), 'error');
  return typeof name === 'string' ? name : null;
}

/** Turns what the Slack client throws into an `AppError` with what to do about it. */
export function toSlackError(thrown: unknown): AppError {
  const code = field(thrown, 'code');
  if (code === ErrorCode.RateLimitedError) {
    const seconds = Number(field(thrown, 'retryAfter'));
    return new AppError('slack.rate-limited', 'Slack asks us to wait.', {
      retryable: true,
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 1000,
      cause: thrown,
    });
  }
  const name = slackErrorName(thrown);
  if (name === null) {
    return new AppError('slack.unreachable', 'Slack did not answer.', { retryable: true, cause: thrown });
  }
  return new AppError(`slack.${name}`, ADVICE[name] ?? `Slack answered ${name}.`, {
    retryable: !FINAL.has(name),
    cause: thrown,
  });
}
