import { z } from 'zod';
import type { EventCatalogue, PlatformAction } from '#ports/event-catalogue.ts';
import { toAppError } from '#shared/errors.ts';
import { actionMeasure, actionSchema } from './action-measure.ts';
import { createPostHogApi, type PostHogOptions } from './api.ts';
import { savedMetricOf, savedMetricSchema } from './saved-metric.ts';
import { decodeSeenEvents, seenEventsQuery } from './seen-events.ts';

const answerSchema = z.object({ results: z.array(z.unknown()) });
const actionsSchema = z.object({ results: z.array(actionSchema), next: z.string().nullish() });
const PAGE = 100;
/** Pages of actions that are read; more than any project has. */
const PAGES = 50;

/**
 * PostHog's events, actions and saved experiment metrics. Besides query:read the key needs action:read for actions and
 * experiment_saved_metric:read for saved metrics.
 */
export function createPostHogEvents(options: PostHogOptions): EventCatalogue {
  const api = createPostHogApi(options, 60_000);
  return {
    seenEvents: async (window, only) => {
      const { name, query, values } = seenEventsQuery(window, only);
      const body = { query: { kind: 'HogQLQuery', query, values }, refresh: 'blocking', name };
      return decodeSeenEvents((await api.call('POST', '/query/', body, answerSchema)).results);
    },
    actions: async () => {
      const found: PlatformAction[] = [];
      for (let page = 0; page < PAGES; page += 1) {
        const path = `/actions/?limit=${PAGE}&offset=${page * PAGE}`;
        const { results, next } = await api.call('GET', path, null, actionsSchema);
        for (const action of results.filter(({ deleted }) => deleted !== true)) {
          const { id, name } = action;
          found.push({ id, name: name ?? `Action ${id}`, measure: actionMeasure(action) });
        }
        if (next === null || next === undefined) break;
      }
      return found;
    },
    savedMetric: async (id) => {
      try {
        const path = `/experiment_saved_metrics/${id}/`;
        const { name, description, query } = await api.call('GET', path, null, savedMetricSchema);
        return { name, description: description ?? '', metric: savedMetricOf(query) };
      } catch (thrown) {
        const fault = toAppError(thrown);
        if (fault.code === 'posthog.not-found') return null;
        throw thrown;
      }
    },
  };
}
