import type { Window } from '#ports/look-request.ts';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import type { Table } from './answer-table.ts';
import { json, problem } from './answers.ts';
import type { StoredEvent } from './state.ts';

/** An action or a saved metric as PostHog answers it: of any shape, also one of years ago. */
export interface StoredDefinition {
  readonly id: number;
  readonly [field: string]: unknown;
}

/** What people defined in PostHog. */
export interface Definitions {
  readonly actions: StoredDefinition[];
  readonly savedMetrics: StoredDefinition[];
}

const ROUTE = /^\/(actions|experiment_saved_metrics)\/(?:(\d+)\/)?$/;
/** PostHog's own size of a page, and the largest that it gives. */
const PAGE = { usual: 100, largest: 500 };

/** The scope that reading definitions needs; null if the path is none of theirs. */
export function definitionScope(path: string): string | null {
  const [, kind] = ROUTE.exec(path) ?? [];
  if (kind === undefined) return null;
  return kind === 'actions' ? 'action:read' : 'experiment_saved_metric:read';
}

/** `GET /actions/`, `/experiment_saved_metrics/` and one of each; null if the path is none of theirs. */
export function answerDefinitions(
  definitions: Definitions,
  request: WireRequest,
  path: string,
): WireAnswer | null {
  const [, kind, id] = ROUTE.exec(path) ?? [];
  if (kind === undefined) return null;
  if (request.method !== 'GET') return problem(405, 'method_not_allowed', 'Method not allowed.');
  const all = kind === 'actions' ? definitions.actions : definitions.savedMetrics;
  if (id === undefined) return pageOf(all, request);
  const found = all.find((one) => one.id === Number(id));
  return found === undefined ? problem(404, 'not_found', 'Not found.') : json(200, found);
}

function pageOf(all: readonly StoredDefinition[], { query, path }: WireRequest): WireAnswer {
  const limit = Math.min(Number(query.get('limit') ?? PAGE.usual), PAGE.largest);
  const offset = Number(query.get('offset') ?? 0);
  if (!(limit > 0 && offset >= 0)) return problem(400, 'invalid_input', 'A valid integer is required.');
  const end = offset + limit;
  const next = end < all.length ? `http://sandbox${path}?limit=${limit}&offset=${end}` : null;
  return json(200, { count: all.length, next, previous: null, results: all.slice(offset, end) });
}

/** What came in a window by event, most frequent first: of the captured events, each of whose distinct ids is a person. */
export function seenEventsTable(
  events: readonly StoredEvent[],
  { from, until }: Window,
  only: readonly string[],
): Table {
  const seen = new Map<string, { count: number; last: number; readonly people: Set<string> }>();
  for (const { event, distinct_id, at } of events) {
    if (at < from || at >= until || (only.length > 0 && !only.includes(event))) continue;
    const one = seen.get(event) ?? { count: 0, last: 0, people: new Set<string>() };
    one.people.add(distinct_id);
    seen.set(event, { ...one, count: one.count + 1, last: Math.max(one.last, at) });
  }
  const rows = [...seen].map(
    ([event, { count, people, last }]) => [event, count, people.size, last] as const,
  );
  rows.sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
  return { columns: ['event', 'times', 'units', 'last_seen'], results: rows.slice(0, 1_000) };
}
