import { z } from 'zod';
import type { LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { createPostHogApi, NAME, type PostHogApi, type PostHogOptions, projectUrl } from './api.ts';
import { baselineFiguresQuery } from './look/baseline-query.ts';
import { decodeBaseline, decodeLooks } from './look/decode-figures.ts';
import { decodeExposureEvents, exposureEventsQuery } from './look/exposure-events.ts';
import type { HogQl } from './look/hogql.ts';
import { LOOKS_PER_QUERY, looksQuery } from './look/look-query.ts';
import type { QueryPace, QueryPurpose } from './query-pace.ts';

/** Asks at once, however many were asked before. */
const AT_ONCE: QueryPace = { check: () => {}, run: (_purpose, ask) => ask() };

/**
 * PostHog's events behind the `MetricsSource` port, as aggregates only. Faults are `AppError`s. Looks keep the pace of jobs,
 * everything else that of plans; without a pace all are asked at once.
 */
export function createPostHogMetrics(options: PostHogOptions, pace: QueryPace = AT_ONCE): MetricsSource {
  const api = createPostHogApi(options, 60_000);
  const askFor = (purpose: QueryPurpose, query: HogQl) => pace.run(purpose, () => ask(api, query));
  return {
    name: NAME,
    canCount: (recording) =>
      recording.kind === 'posthog-flag-called' && recording.project === projectUrl(options),
    checkLimit: () => pace.check('job'),
    async looks<const Requests extends readonly LookRequest[]>(requests: Requests) {
      const figures: LookFigures[] = [];
      for (let first = 0; first < requests.length; first += LOOKS_PER_QUERY) {
        const some = requests.slice(first, first + LOOKS_PER_QUERY);
        figures.push(...decodeLooks(some, await askFor('job', looksQuery(some))));
      }
      // One answer for each request, in their order: `decodeLooks` fills in what has no row.
      return figures as { readonly [Index in keyof Requests]: LookFigures };
    },
    baseline: async (request) => decodeBaseline(request, await askFor('plan', baselineFiguresQuery(request))),
    exposureEvents: async (window) => decodeExposureEvents(await askFor('plan', exposureEventsQuery(window))),
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
