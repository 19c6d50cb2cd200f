import { z } from 'zod';
import { AppError } from '#shared/errors.ts';

/** PostHog's error body, as far as code may rely on it. */
const problemSchema = z.object({
  code: z.string().nullish(),
  attr: z.string().nullish(),
  change_request_id: z.union([z.string(), z.number()]).nullish(),
});

/** Turns an answer that is not 2xx into an `AppError` with a code `posthog.…`. */
export function postHogError(status: number, retryAfter: string | null, body: unknown): AppError {
  const problem = problemSchema.safeParse(body);
  const code = problem.success ? problem.data.code : null;
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
  if (status === 401)
    return refusal(
      'posthog.unauthorised',
      'PostHog refused the key: set POSTHOG_PERSONAL_API_KEY to a valid phx_… key',
    );
  if (status === 403) {
    const scopes = 'feature_flag:read, feature_flag:write and query:read';
    return refusal(
      'posthog.forbidden',
      `PostHog forbade this: give the personal API key the scopes ${scopes}, and this project`,
    );
  }
  if (status === 404)
    return refusal(
      'posthog.not-found',
      'PostHog has no such thing: check POSTHOG_PROJECT_ID and POSTHOG_HOST',
    );
  if (status === 409 && problem.success && problem.data.change_request_id != null) {
    const request = problem.data.change_request_id;
    return refusal(
      'posthog.change-request',
      `PostHog wants this flag change approved: approve change request ${request} there, then retry`,
    );
  }
  if (status === 409)
    return new AppError('posthog.flag-conflict', 'somebody else changed the flag at the same time', {
      retryable: true,
    });
  if (status === 429)
    return new AppError('posthog.rate-limited', 'PostHog asks to slow down', {
      retryable: true,
      retryAfterMs,
    });
  if (status >= 500)
    return new AppError('posthog.unavailable', `PostHog answered ${status}`, {
      retryable: true,
      retryAfterMs,
    });
  if (code === 'unique') return refusal('posthog.already-exists', 'PostHog has a flag with this key already');
  return refusal('posthog.refused', `PostHog refused the request (${status}, ${code ?? 'no code'})`);
}

/** An answer that is not what the API promises: a proxy in between, or a new version. */
export function unreadable(path: string, cause: unknown): AppError {
  const message = `PostHog's answer to ${path.split('?')[0] ?? path} has an unknown shape`;
  return new AppError('posthog.unexpected-answer', message, { retryable: true, cause });
}

function refusal(code: string, message: string): AppError {
  return new AppError(code, message, { retryable: false });
}
