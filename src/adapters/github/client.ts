import type { z } from 'zod';
import { type AnswerLimits, withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { gitHubError, statusOf, wordsOf } from './errors.ts';
import { gitHubFault } from './fault-kinds.ts';
import type { GitHubOptions } from './github-options.ts';
import { createOctokits } from './octokits.ts';

type Parameters = Readonly<Record<string, unknown>>;
type Repository = { readonly owner: string; readonly repo: string };

/** Calls of GitHub's REST API by route, answers checked by schema, faults as `AppError`. */
export interface GitHubClient {
  /**
   * The answer; a missing thing is thrown as `github.refused`. `where` is the repository that a request is about if its
   * parameters do not name one: an App has a token for each installation.
   */
  call<T>(route: string, parameters: Parameters, schema: z.ZodType<T>, where?: Repository): Promise<T>;
  /** The answer, or null if GitHub says 404, or 409: it has no commit yet. For reading only. */
  find<T>(route: string, parameters: Parameters, schema: z.ZodType<T>): Promise<T | null>;
  /** The answer, or null if GitHub says 422 in words that fit `refusal`; any other refusal is a fault. */
  attempt<T>(route: string, parameters: Parameters, schema: z.ZodType<T>, refusal: RegExp): Promise<T | null>;
  /** The body of an answer as it comes; reading it rejects if it passes one of the limits. */
  download(route: string, parameters: Parameters, limits: AnswerLimits): Promise<ReadableStream<Uint8Array>>;
}

/** Milliseconds until a download begins: GitHub packs an archive when it is asked for. */
const UNTIL_DOWNLOAD = 60_000;

/** Makes a client over Octokit. Retrying is the caller's: each call is one request. */
export function createGitHubClient(options: GitHubOptions): GitHubClient {
  const now = options.now ?? Date.now;
  const octokitFor = createOctokits(options);
  async function request<T>(
    route: string,
    parameters: Parameters,
    schema: z.ZodType<T>,
    isAbsent: (thrown: unknown) => boolean,
    where: Parameters | Repository = parameters,
  ) {
    let data: unknown;
    try {
      const octokit = await octokitFor(where);
      data = (await octokit.request(route, { ...parameters })).data;
    } catch (thrown) {
      if (isAbsent(thrown)) return null;
      throw gitHubError(thrown, now());
    }
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    const message = `GitHub's answer to ${route} has an unknown shape`;
    throw gitHubFault('unexpected-answer', message, { cause: parsed.error });
  }
  return {
    find: (route, parameters, schema) =>
      request(route, parameters, schema, (thrown) => hasStatus(thrown, [404, 409])),
    attempt: (route, parameters, schema, refusal) =>
      request(
        route,
        parameters,
        schema,
        (thrown) => hasStatus(thrown, [422]) && refusal.test(wordsOf(thrown)),
      ),
    download: async (route, parameters, limits) => {
      const send = withBoundedAnswers(options.fetch ?? fetch, limits);
      try {
        const request = { fetch: beginsWithin(send, UNTIL_DOWNLOAD), parseSuccessResponseBody: false };
        const octokit = await octokitFor(parameters);
        return (await octokit.request(route, { ...parameters, request })).data;
      } catch (thrown) {
        throw gitHubError(thrown, now());
      }
    },
    call: async (route, parameters, schema, where) => {
      const answer = await request(route, parameters, schema, () => false, where);
      if (answer === null) throw gitHubFault('unexpected-answer', 'GitHub answered nothing');
      return answer;
    },
  };
}

/** `fetch` that is given up if no answer begins in time; the body may take longer. */
function beginsWithin(send: typeof fetch, milliseconds: number): typeof fetch {
  return async (input, init) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), milliseconds);
    try {
      return await send(input, { ...init, signal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  };
}

function hasStatus(thrown: unknown, statuses: readonly number[]): boolean {
  return statuses.includes(statusOf(thrown) ?? 0);
}
