import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { type PostHogFault, postHogFault } from './fault-kinds.ts';

/** PostHog's error body, as far as code may rely on it. */
const problemSchema = z.object({
  code: z.string().nullish(),
  attr: z.string().nullish(),
  change_request_id: z.union([z.string(), z.number()]).nullish(),
});

/** Turns an answer that is not 2xx into an `AppError` with a code `posthog.…`. */
export function postHogError(status: number, retryAfter: string | null, body: unknown): AppError {
  const parsed = problemSchema.safeParse(body);
  const problem = parsed.success ? parsed.data : {};
  if (status === 409) return conflict(problem.change_request_id ?? null);
  if (status === 429 || status >= 500) return passing(status, retryAfter);
  const known = REFUSALS[status];
  if (known !== undefined) return postHogFault(known.name, known.message);
  if (problem.code === 'unique')
    return postHogFault('already-exists', 'PostHog has a flag with this key already');
  return postHogFault('refused', `PostHog refused the request (${status}, ${problem.code ?? 'no code'})`);
}

/** What does not pass by itself, and what to do about it. */
const REFUSALS: Readonly<Record<number, { readonly name: PostHogFault; readonly message: string }>> = {
  401: {
    name: 'unauthorised',
    message: 'PostHog refused the key: set POSTHOG_PERSONAL_API_KEY to a valid phx_… key',
  },
  403: {
    name: 'forbidden',
    message:
      'PostHog forbade this: give the personal API key this project and the scopes feature_flag:read, feature_flag:write and query:read',
  },
  404: {
    name: 'not-found',
    message: 'PostHog has no such thing: check POSTHOG_PROJECT_ID and POSTHOG_HOST',
  },
};

/** 429 and 5xx. PostHog says in seconds how long to wait, if at all. */
function passing(status: number, retryAfter: string | null): AppError {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
  const options = { retryAfterMs };
  return status === 429
    ? postHogFault('rate-limited', 'PostHog asks to slow down', options)
    : postHogFault('unavailable', `PostHog answered ${status}`, options);
}

/** A change that waits for approval there, or that another change overtook. */
function conflict(request: string | number | null): AppError {
  if (request === null) {
    const message = 'Another person or program changed the flag at the same time';
    return postHogFault('flag-conflict', message);
  }
  const message = `PostHog wants this flag change approved: approve change request ${request} there, then retry`;
  return postHogFault('change-request', message);
}

/** An answer that is not what the API promises: a proxy in between, or a new version. */
export function unreadableAnswer(path: string, cause: unknown): AppError {
  const message = `PostHog's answer to ${path.split('?')[0] ?? path} has an unknown shape`;
  return postHogFault('unexpected-answer', message, { cause });
}
