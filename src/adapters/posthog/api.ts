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
export function projectUrl({ host, projectId }: Pick<PostHogOptions, 'host' | 'projectId'>): string {
  return `${host.replace(/\/+$/, '')}/project/${encodeURIComponent(projectId)}`;
}

/** Calls of PostHog's private API under the project, answers checked by schema, faults as `AppError`. */
export interface PostHogApi {
  call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
}

/** Makes a client. `path` is relative to the project, with its query. Each call is one request. */
export function createPostHogApi(options: PostHogOptions, defaultTimeoutMs: number): PostHogApi {
  const send = options.fetch ?? fetch;
  const root = `${options.host.replace(/\/+$/, '')}/api/projects/${encodeURIComponent(options.projectId)}`;
  const timeout = options.timeoutMs ?? defaultTimeoutMs;
  return {
    async call(method, path, body, schema) {
      const response = await request(send, `${root}${path}`, {
        method,
        headers: { authorization: `Bearer ${options.personalApiKey}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeout),
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok)
        throw postHogError(response.status, response.headers.get('retry-after'), response.body);
      const parsed = schema.safeParse(response.body);
      if (!parsed.success) throw unreadableAnswer(path, parsed.error);
      return parsed.data;
    },
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
