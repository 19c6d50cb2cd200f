import type { z } from 'zod';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { AppError } from '#shared/errors.ts';
import { awaitQuery } from './await-query.ts';
import { postHogError, unreadableAnswer } from './errors.ts';
import { postHogFault } from './fault-kinds.ts';

export interface PostHogOptions {
  /** `https://eu.posthog.com` or the address of one's own installation, not the ingestion host. */
  readonly host: string;
  readonly projectId: string;
  /** `phx_…` with the scopes feature_flag:read, feature_flag:write and query:read. */
  readonly personalApiKey: string;
  readonly fetch?: typeof fetch;
  /** How long one request may take, milliseconds; 10,000 (queries: 60,000) if left out. */
  readonly timeoutMs?: number;
  /** Milliseconds until PostHog is asked for the first time whether a query has ended; 500 if left out. */
  readonly pollMs?: number;
}

/** PostHog as people know it. */
export const NAME = 'PostHog';

/** Address of the project in the browser. */
export function projectUrl(options: Pick<PostHogOptions, 'host' | 'projectId'>): string {
  return `${hostOf(options)}/project/${encodeURIComponent(options.projectId)}`;
}

/** The address that was configured, without a slash at the end. */
function hostOf({ host }: Pick<PostHogOptions, 'host'>): string {
  return host.replace(/\/+$/, '');
}

/** Calls of PostHog's private API, answers checked by schema, faults as `AppError`. */
export interface PostHogApi {
  /** `path` is relative to the project, with its query. */
  call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** Reads what belongs to no project; `path` follows `/api`. */
  readApart<T>(path: string, schema: z.ZodType<T>): Promise<T>;
}

/**
 * Makes a client. Each call is one request; a query that PostHog goes on computing is asked for until it has ended or the
 * time is over.
 */
export function createPostHogApi(options: PostHogOptions, defaultTimeoutMs: number): PostHogApi {
  const host = hostOf(options);
  const project = `/projects/${encodeURIComponent(options.projectId)}`;
  const send = withBoundedAnswers(options.fetch ?? fetch);
  const headers = { authorization: `Bearer ${options.personalApiKey}`, 'content-type': 'application/json' };
  const ask = async (method: string, prefix: string, path: string, body: unknown, signal: AbortSignal) => {
    const payload = body === null ? {} : { body: JSON.stringify(body) };
    const answer = await request(send, `${host}/api${prefix}${path}`, {
      method,
      headers,
      signal,
      ...payload,
    });
    if (answer.ok) return answer.body;
    throw postHogError({ ...answer, path, host, projectId: options.projectId });
  };
  const timeLimit = () => AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
  return {
    async call(method, path, body, schema) {
      const signal = timeLimit();
      const first = await ask(method, project, path, body, signal);
      const poll = (id: string) => ask('GET', project, `/query/${encodeURIComponent(id)}/`, null, signal);
      const whole = await awaitQuery(first, { poll, signal, pollMs: options.pollMs ?? 500 });
      return checked(whole, path, schema);
    },
    readApart: async (path, schema) => checked(await ask('GET', '', path, null, timeLimit()), path, schema),
  };
}

function checked<T>(body: unknown, path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unreadableAnswer(path, parsed.error);
}

async function request(send: typeof fetch, url: string, init: RequestInit) {
  try {
    const response = await send(url, init);
    const text = await response.text();
    return { ok: response.ok, status: response.status, headers: response.headers, body: parse(text) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw postHogFault('unreachable', 'PostHog gave no answer', { cause });
  }
}

/** The JSON value, or null for what is none: the schema then refuses it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
