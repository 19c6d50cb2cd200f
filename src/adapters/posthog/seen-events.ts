import { z } from 'zod';
import type { SeenEvent } from '#ports/event-catalogue.ts';
import type { Window } from '#ports/look-request.ts';
import { postHogFault } from './fault-kinds.ts';
import { createQueryValues, type HogQl, instant } from './look/hogql.ts';

const MOST = 1_000;

/** Events of a window, all of them or the named ones: a row `[event, count, units, last seen in milliseconds]` for each. */
export function seenEventsQuery({ from, until }: Window, only: readonly string[] = []): HogQl {
  const values = createQueryValues();
  const names = only.map((name, index) => values.bind(`name_${index}`, name));
  const named = names.length === 0 ? '' : `\nAND event IN (${names.join(', ')})`;
  const query = `SELECT event, count() AS times, uniqExact(person_id) AS units,
toUnixTimestamp64Milli(max(timestamp)) AS last_seen
FROM events
WHERE timestamp >= toDateTime(${values.bind('from', instant(from))})
AND timestamp < toDateTime(${values.bind('until', instant(until))})${named}
GROUP BY event
ORDER BY times DESC, event ASC
LIMIT ${MOST}`;
  return { name: 'seen events', query, values: values.all() };
}

const count = z.coerce.number().int().nonnegative();
const row = z.tuple([z.string(), count, count, count]);

/** The events of the rows. Throws `posthog.unexpected-answer` for rows of another shape. */
export function decodeSeenEvents(rows: readonly unknown[]): readonly SeenEvent[] {
  const parsed = z.array(row).safeParse(rows);
  if (!parsed.success)
    throw postHogFault('unexpected-answer', 'PostHog gave events of an unknown shape', {
      cause: parsed.error,
    });
  return parsed.data.map(([event, times, units, lastSeenAt]) => ({ event, count: times, units, lastSeenAt }));
}
