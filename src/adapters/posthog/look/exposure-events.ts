import { z } from 'zod';
import { EXPOSURE_EVENTS, type ExposureEvent } from '#domain/exposure.ts';
import type { Window } from '#ports/look-request.ts';
import { postHogFault } from '../fault-kinds.ts';
import { createQueryValues, type HogQl, instant } from './hogql.ts';

/** Which kinds of exposure events arrived in the window, of any flag: one row `[event]` for each that did. */
export function exposureEventsQuery({ from, until }: Window): HogQl {
  const values = createQueryValues();
  const events = EXPOSURE_EVENTS.map((event, index) => values.bind(`event_${index}`, event));
  const query = `SELECT event
FROM events
WHERE event IN (${events.join(', ')})
AND timestamp >= toDateTime(${values.bind('from', instant(from))})
AND timestamp < toDateTime(${values.bind('until', instant(until))})
GROUP BY event
LIMIT ${EXPOSURE_EVENTS.length}`;
  return { name: 'exposure events', query, values: values.all() };
}

const eventRow = z.tuple([z.enum(EXPOSURE_EVENTS)]);

/** The kinds of events, in the order of `EXPOSURE_EVENTS`. Throws `posthog.unexpected-answer` for rows of another shape. */
export function decodeExposureEvents(rows: readonly unknown[]): readonly ExposureEvent['event'][] {
  const parsed = z.array(eventRow).safeParse(rows);
  if (!parsed.success)
    throw postHogFault('unexpected-answer', 'PostHog gave exposure events of an unknown shape', {
      cause: parsed.error,
    });
  return EXPOSURE_EVENTS.filter((event) => parsed.data.some(([arrived]) => arrived === event));
}
