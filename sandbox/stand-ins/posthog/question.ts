import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import { exposureEventsQuery } from '#adapters/posthog/look/exposure-events.ts';
import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { looksQuery } from '#adapters/posthog/look/look-query.ts';
import { seenEventsQuery } from '#adapters/posthog/seen-events.ts';
import type { BaselineRequest, LookRequest, Window } from '#ports/look-request.ts';
import { readBaselineRequest, readList, readLookRequest, readWindow } from './read-request.ts';
import { readValues, type Values } from './values.ts';

/** A question that the stand-in understands. */
export type Question =
  | { readonly kind: 'looks'; readonly requests: readonly LookRequest[] }
  | { readonly kind: 'baseline'; readonly request: BaselineRequest }
  | { readonly kind: 'exposure-events'; readonly window: Window }
  | { readonly kind: 'seen-events'; readonly window: Window; readonly only: readonly string[] };

const bodySchema = z.object({
  query: z.object({
    kind: z.literal('HogQLQuery'),
    query: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    filters: z.object({ filterTestAccounts: z.boolean() }).optional(),
  }),
});

/**
 * Reads a query body. The stand-in runs no HogQL: it answers only what the product asks, so it reads the question back from the
 * values, builds the product's query of it, and takes the body if text and values are the same. A text says why not.
 */
export function readQuestion(body: unknown): Question | string {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return 'not a HogQLQuery with values';
  const { query, values, filters } = parsed.data.query;
  const lacking = [...query.matchAll(/\{(\w+)\}/g)].find(([, name = '']) =>
    name === 'filters' ? filters === undefined : values[name] === undefined,
  );
  if (lacking !== undefined) return `Query contains placeholders that are not given: ${lacking[0]}`;
  const hasFilter = query.includes('{filters}');
  if (hasFilter !== (filters?.filterTestAccounts ?? false))
    return 'the filter of test users is not used as asked';
  const question = questionOf(readValues(values), hasFilter);
  if (question === null) return 'the values are those of no question';
  const built = queryOf(question);
  if (!isDeepStrictEqual(built.values, values)) return 'the values are not those of the question';
  return built.query === query ? question : 'the query is not that of its values';
}

function questionOf(values: Values, platformFilter: boolean): Question | null {
  try {
    if (values.has('days')) return { kind: 'baseline', request: readBaselineRequest(values, platformFilter) };
    if (values.has('event_0')) return { kind: 'exposure-events', window: readWindow(values) };
    if (values.has('flag_key')) return { kind: 'looks', requests: [readLookRequest(values, platformFilter)] };
    if (values.has('from'))
      return { kind: 'seen-events', window: readWindow(values), only: readList(values, 'name_') };
    const looks = values.groups('x').map((part) => readLookRequest(part, platformFilter));
    return looks.length === 0 ? null : { kind: 'looks', requests: looks };
  } catch (thrown) {
    if (thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}

function queryOf(question: Question): HogQl {
  switch (question.kind) {
    case 'looks':
      return looksQuery(question.requests);
    case 'baseline':
      return baselineFiguresQuery(question.request);
    case 'exposure-events':
      return exposureEventsQuery(question.window);
    case 'seen-events':
      return seenEventsQuery(question.window, question.only);
    default:
      return question satisfies never;
  }
}
