import { z } from 'zod';
import { AppError, type FaultOptions, toAppError } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { gitHubFault } from './fault-kinds.ts';
import { quoted, refusalIn } from './refusals.ts';

/** What Octokit throws for an answer; without `response` there was none. */
const answered = z.object({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown().optional() }),
});

/** GitHub asks for at least a minute if it names no time (docs.github.com, "Rate limits for the REST API"). */
const SECONDARY_WAIT = 60_000;

/** What Octokit throws for a request that got no answer. */
const unanswered = z.object({ status: z.literal(500), request: z.object({ url: z.string() }) });

/** What GitHub says in a refusal. */
const saying = z.object({
  message: z.string().catch(''),
  errors: z.array(z.union([z.string(), z.object({ message: z.string().catch('') })])).catch([]),
});

/** HTTP status of what Octokit threw; null if GitHub gave no answer. */
export function statusOf(thrown: unknown): number | null {
  const parsed = answered.safeParse(thrown);
  return parsed.success ? parsed.data.status : null;
}

/** GitHub's own words in what Octokit threw: the message and those of its errors, a line each; empty if there are none. */
export function wordsOf(thrown: unknown): string {
  const parsed = answered.safeParse(thrown);
  return parsed.success ? wordsIn(parsed.data.response.data) : '';
}

function wordsIn(data: unknown): string {
  const said = saying.safeParse(data);
  if (!said.success) return '';
  const { message, errors } = said.data;
  const details = errors.map((error) => (typeof error === 'string' ? error : error.message));
  return [message, ...details].filter((line) => line !== '').join('\n');
}

/**
 * Turns what a GitHub call threw into an `AppError`. Octokit reports a request without an answer as its own error, whose
 * `request` names it; anything else is a bug of ours. `now` is for reset times of an answer without a date.
 */
export function gitHubError(thrown: unknown, now: number): AppError {
  if (thrown instanceof AppError) return thrown;
  const parsed = answered.safeParse(thrown);
  if (!parsed.success) {
    const isUnanswered = unanswered.safeParse(thrown).success || isNetworkFault(thrown);
    return isUnanswered
      ? gitHubFault('unreachable', 'GitHub gave no answer', { cause: thrown })
      : toAppError(thrown);
  }
  const { status, response } = parsed.data;
  const words = wordsIn(response.data);
  const isTooQuick = SECONDARY.test(words) && [403, 422, 429].includes(status);
  const wait = retryAfter(response.headers, now) ?? (isTooQuick ? SECONDARY_WAIT : null);
  const options = { cause: thrown, retryAfterMs: wait };
  if (status === 429 || isTooQuick || (status === 403 && wait !== null))
    return gitHubFault('rate-limited', 'GitHub asks to slow down', options);
  if (status >= 500) return gitHubFault('unavailable', `GitHub answered ${status}`, options);
  const known = refusalIn({ status, headers: response.headers, words });
  if (known !== null) return gitHubFault(known.name, known.sentence, { cause: thrown });
  return refusal(status, words, { cause: thrown });
}

/** Too many requests in a short time; GitHub tells that by its words alone, with 403, 422 or 429. */
const SECONDARY = /\bsecondary rate\b|was submitted too quickly/i;

function refusal(status: number, words: string, options: FaultOptions): AppError {
  const said = words === '' ? '' : `. ${quoted(words)}`;
  if (status === 401)
    return gitHubFault(
      'unauthorised',
      'GitHub refused the token, or the key of the App: set GITHUB_TOKEN, or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY, to valid ones',
      options,
    );
  if (status === 403) {
    const need =
      'give the token Contents and Pull requests read and write on this repository, and Issues for hand-offs';
    return gitHubFault('forbidden', `GitHub forbade this: ${need}${said}`, options);
  }
  if (status === 410)
    return gitHubFault('refused', 'The repository has no issues: turn on Issues in its settings', options);
  return gitHubFault('refused', `GitHub refused the request (${status})${said}`, options);
}

/** A repository that is not there or not shown to the token. */
export function repositoryMissing(repository: string): AppError {
  const message = `GitHub shows no repository ${repository}: check its name, and that the token may read and write it`;
  return gitHubFault('repository-missing', message);
}

/**
 * Milliseconds to wait, from `retry-after` (seconds) or, once the quota is used up, its reset (epoch seconds). A reset is read
 * against the date of the answer, so that clock skew does not matter; against `now` if the answer has none.
 */
function retryAfter(headers: Readonly<Record<string, unknown>>, now: number): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  if (String(headers['x-ratelimit-remaining'] ?? '') !== '0') return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (!Number.isFinite(reset)) return 60_000;
  const date = Date.parse(String(headers['date'] ?? ''));
  return Math.max(0, reset * 1000 - (Number.isNaN(date) ? now : date));
}
