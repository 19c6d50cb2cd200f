import { z } from 'zod';
import type { LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { createPostHogApi, NAME, type PostHogApi, type PostHogOptions, projectUrl } from './api.ts';
import { baselineFiguresQuery } from './look/baseline-query.ts';
import { decodeBaseline, decodeLooks } from './look/decode-figures.ts';
import { decodeExposureEvents, exposureEventsQuery } from './look/exposure-events.ts';
import type { HogQl } from './look/hogql.ts';
import { looksQuery } from './look/look-query.ts';

/** Looks that one query answers: a longer text takes PostHog too long to parse. */
const LOOKS_PER_QUERY = 4;

/** PostHog's events behind the `MetricsSource` port, as aggregates only. Faults are `AppError`s. */
export function createPostHogMetrics(options: PostHogOptions): MetricsSource {
  const api = createPostHogApi(options, 60_000);
  return {
    name: NAME,
    canCount: ({ kind, project }) => kind === 'posthog-flag-called' && project === projectUrl(options),
    async looks<const Requests extends readonly LookRequest[]>(requests: Requests) {
      const figures: LookFigures[] = [];
      for (let first = 0; first < requests.length; first += LOOKS_PER_QUERY) {
        const some = requests.slice(first, first + LOOKS_PER_QUERY);
        figures.push(...decodeLooks(some, await ask(api, looksQuery(some))));
      }
      // One answer for each request, in their order: `decodeLooks` fills in what has no row.
      return figures as { readonly [Index in keyof Requests]: LookFigures };
    },
    baseline: async (request) => decodeBaseline(request, await ask(api, baselineFiguresQuery(request))),
    exposureEvents: async (window) => decodeExposureEvents(await ask(api, exposureEventsQuery(window))),
  };
}

/** Rows are checked by their decoders. */
const answerSchema = z.object({ results: z.array(z.unknown()) });

/** Runs one query and gives its rows. `{filters}` in the text stands for the project's own filter of internal and test users. */
async function ask(api: PostHogApi, { name, query, values }: HogQl): Promise<readonly unknown[]> {
  const filters = query.includes('{filters}') ? { filters: { filterTestAccounts: true } } : {};
  const body = { query: { kind: 'HogQLQuery', query, values, ...filters }, refresh: 'blocking', name };
  return (await api.call('POST', '/query/', body, answerSchema)).results;
}
