import type { z } from 'zod';
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

/** Makes a client. Each call is one request. */
export function createPostHogApi(options: PostHogOptions, defaultTimeoutMs: number): PostHogApi {
  const api = `${hostOf(options)}/api`;
  const project = `${api}/projects/${encodeURIComponent(options.projectId)}`;
  const ask = async <T>(method: string, url: string, path: string, body: unknown, schema: z.ZodType<T>) => {
    const answer = await request(options.fetch ?? fetch, url, {
      method,
      headers: { authorization: `Bearer ${options.personalApiKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs),
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok)
      throw postHogError({ ...answer, path, host: hostOf(options), projectId: options.projectId });
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw unreadableAnswer(path, parsed.error);
    return parsed.data;
  };
  return {
    call: (method, path, body, schema) => ask(method, `${project}${path}`, path, body, schema),
    readApart: (path, schema) => ask('GET', `${api}${path}`, path, null, schema),
  };
}

async function request(send: typeof fetch, url: string, init: RequestInit) {
  try {
    const response = await send(url, init);
    const text = await response.text();
    return { ok: response.ok, status: response.status, headers: response.headers, body: parse(text) };
  } catch (cause) {
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
