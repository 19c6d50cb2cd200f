import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { type PostHogFault, postHogFault } from './fault-kinds.ts';
import { quoteOf } from './quote.ts';

/** An answer that is not 2xx, and what was asked. */
export interface RefusedRequest {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON value of the body; null if it is none. */
  readonly body: unknown;
  /** Path after the project, such as `/query/`. */
  readonly path: string;
  readonly host: string;
  readonly projectId: string;
}

/** PostHog's error body, as far as code may rely on it. */
const problemSchema = z.object({
  code: z.string().nullish().catch(null),
  detail: z.string().catch(''),
  change_request_id: z.union([z.string(), z.number()]).nullish().catch(null),
});

type Problem = z.infer<typeof problemSchema>;

/** What happened, and what to do about it. */
type Verdict = readonly [name: PostHogFault, message: string];

const TOO_LARGE =
  'PostHog ended the query because it reads too much, and trying again does not help. Use fewer metrics or a shorter experiment.';
const TOO_SLOW =
  'PostHog ended the query because it takes too long, and trying again does not help. Use fewer metrics or a shorter experiment, or ask PostHog to materialize the properties that the metrics use.';

/** Turns an answer that is not 2xx into an `AppError` with a code `posthog.…` that ends with PostHog's own sentence. */
export function postHogError(refusal: RefusedRequest): AppError {
  const parsed = problemSchema.safeParse(refusal.body);
  const problem: Problem = parsed.success ? parsed.data : { detail: '' };
  const [name, message] = verdictOf(refusal, problem);
  const retryAfterMs = retryAfterOf(refusal.headers);
  return postHogFault(name, `${message}${quoteOf(refusal.body)}`, { retryAfterMs });
}

function verdictOf(refusal: RefusedRequest, problem: Problem): Verdict {
  const { status, host, path } = refusal;
  if (status >= 500) return failure(status, path, problem);
  switch (status) {
    case 401:
      return [
        'unauthorised',
        `PostHog refused the key at ${host}. Check POSTHOG_HOST, because a key belongs to one region, or set POSTHOG_PERSONAL_API_KEY to a valid key (phx_…).`,
      ];
    case 402:
      return [
        'over-quota',
        'The PostHog plan does not include this, or its allowance is used up. Check the billing page of PostHog.',
      ];
    case 403:
      return ['forbidden', forbidden(refusal, problem)];
    case 404:
      return ['not-found', notFound(refusal, problem)];
    case 409:
      return conflict(problem);
    case 429:
      return ['rate-limited', 'The limit of PostHog is used up, so the bot waits.'];
    default:
      return invalid(status, problem);
  }
}

/** 5xx. PostHog says by 512, 513 and 504 that a query is too much for it, which waiting does not cure. */
function failure(status: number, path: string, { detail }: Problem): Verdict {
  if (status === 512 || (status === 504 && path.startsWith('/query/'))) return ['query-too-slow', TOO_SLOW];
  // The same status tells that all queries together are too much, in other words.
  if (status === 513 && !/heavy load/i.test(detail)) return ['query-too-large', TOO_LARGE];
  return ['unavailable', `PostHog answered ${status}.`];
}

function forbidden({ projectId }: RefusedRequest, { detail }: Problem): string {
  const scope = /required scope '([a-z_]+:[a-z]+)'/.exec(detail)?.[1];
  if (scope !== undefined)
    return `The personal API key lacks the scope ${scope}. Add it to the key in PostHog, then try again.`;
  if (/requested project|scoped projects/i.test(detail))
    return `The personal API key may not use project ${projectId}. Add the project to the key in PostHog, or check POSTHOG_PROJECT_ID.`;
  return 'PostHog forbids this. A key belongs to one region: check POSTHOG_HOST, and give the personal API key this project and the scopes feature_flag:read, feature_flag:write and query:read.';
}

function notFound({ host, projectId, path, body }: RefusedRequest, { detail }: Problem): string {
  if (/project not found/i.test(detail))
    return `PostHog has no project ${projectId} at ${host}. Check POSTHOG_PROJECT_ID and POSTHOG_HOST, because a project belongs to one region.`;
  const page = body === null ? ' The answer is no answer of its API.' : '';
  return `${host} does not know ${nameOf(path)}.${page} Check POSTHOG_HOST and POSTHOG_PROJECT_ID.`;
}

/** A change that waits for approval there, or that another change overtook. */
function conflict({ change_request_id: request }: Problem): Verdict {
  return request == null
    ? ['flag-conflict', 'Another person or program changed the flag at the same time.']
    : [
        'change-request',
        `PostHog wants this flag change approved: approve change request ${request} there, then try again.`,
      ];
}

function invalid(status: number, { code, detail }: Problem): Verdict {
  if (code === 'unique') return ['already-exists', 'PostHog has a flag with this key already.'];
  if (code === 'policy_conflict')
    return [
      'policy-conflict',
      'Two approval policies of PostHog match this change, so PostHog takes it from no program. Let one policy alone match it, or make the change in PostHog.',
    ];
  if (code === 'too_many_bytes') return ['query-too-large', TOO_LARGE];
  if (/archived feature flag/i.test(detail))
    return ['flag-archived', 'The flag is archived. Unarchive it in PostHog, then try again.'];
  if (/evaluation context is required/i.test(detail))
    return [
      'context-required',
      'This PostHog project takes no new flag without an evaluation context, and the bot sets none. Switch "Require evaluation contexts for new flags" off in the settings of the project, then try again.',
    ];
  return ['refused', `PostHog refused the request (${status}, ${code ?? 'no code'}).`];
}

/**
 * Milliseconds to wait, by seconds or by a date (RFC 9110, section 10.2.3); null if the answer names neither. A date is read
 * against the date of the answer, so that clock skew does not matter.
 */
function retryAfterOf(headers: Headers): number | null {
  const asked = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(asked)) return Number(asked) * 1_000;
  const wait = Date.parse(asked) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** An answer that is not what the API promises: a proxy in between, or a new version. */
export function unreadableAnswer(path: string, cause: unknown): AppError {
  const message = `The answer of PostHog to ${nameOf(path)} has an unknown shape.`;
  return postHogFault('unexpected-answer', message, { cause });
}

function nameOf(path: string): string {
  return path.split('?')[0] ?? path;
}
