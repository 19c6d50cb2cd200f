import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';
import { json, problem } from './answers.ts';

const server = { type: 'server_error' };

/** What PostHog answers if something is wrong, in its own words; for `fail({ kind: { answer } })`. */
export const POSTHOG_ANSWERS = {
  /** The key is unknown: mistyped, revoked, or of the other region. */
  unknownKey: problem(
    401,
    'authentication_failed',
    'Personal API key found in request Authorization header is invalid.',
  ),
  otherProject: problem(
    403,
    'permission_denied',
    'API key does not have access to the requested project: ID 4242.',
  ),
  noQueryScope: problem(403, 'permission_denied', "API key missing required scope 'query:read'"),
  tooSlow: problem(
    512,
    'error',
    'Estimated query execution time is too long. Try reducing its scope by changing the time range.',
    server,
  ),
  outOfMemory: problem(
    513,
    'clickhouse_memory_limit_exceeded',
    'This query ran out of memory before it could finish, usually because it reads too much data.',
    server,
  ),
  timedOut: problem(504, 'error', 'Query has hit the max execution time before completing.', server),
  atCapacity: problem(
    503,
    'error',
    'Queries are a little too busy right now. Please try again later.',
    server,
  ),
} as const satisfies Readonly<Record<string, WireAnswer>>;

/** Queries that PostHog goes on computing after it has answered 202. */
export interface SlowQueries {
  /** So many questions after a query are answered with 202 from now on; 0 for none. */
  set(polls: number): void;
  /** The answer itself, or the 202 in place of it. */
  answer(answer: WireAnswer): WireAnswer;
  /** `GET /query/:id/`. */
  poll(id: string): WireAnswer;
}

/** No query is slow at first. */
export function createSlowQueries(): SlowQueries {
  const waiting = new Map<string, { left: number; readonly answer: WireAnswer }>();
  let polls = 0;
  let made = 0;
  const computing = (id: string) => {
    const query_status = {
      id,
      query_async: true,
      complete: false,
      error: false,
      error_message: null,
      results: null,
    };
    return json(202, { query_status, results: null });
  };
  return {
    set: (count) => {
      polls = count;
    },
    answer: (answer) => {
      if (polls === 0 || answer.status !== 200) return answer;
      made += 1;
      const id = `query-${made}`;
      waiting.set(id, { left: polls, answer });
      return computing(id);
    },
    poll: (id) => {
      const entry = waiting.get(id);
      if (entry === undefined) return problem(404, 'not_found', `Query ${id} not found.`);
      entry.left -= 1;
      if (entry.left > 0) return computing(id);
      const results: unknown = JSON.parse(String(entry.answer.body));
      const query_status = {
        id,
        query_async: true,
        complete: true,
        error: false,
        error_message: null,
        results,
      };
      return json(200, { query_status });
    },
  };
}
