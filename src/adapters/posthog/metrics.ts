import { z } from 'zod';
import { maturityDays } from '#domain/metric.ts';
import type { Exposures, MetricsSource } from '#ports/metrics-source.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { createPostHogApi, NAME, type PostHogApi, type PostHogOptions, projectUrl } from './api.ts';
import { postHogFault } from './fault-kinds.ts';
import { baselineQuery, exposuresQuery, type HogQl, momentsQuery } from './queries.ts';

const DAY = 86_400_000;
const MULTIPLE = '$multiple';

const count = z.number().int().nonnegative();
const exposuresRow = z.tuple([z.string(), count]);
/** Mean and variance are null if there are too few units to compute them from. */
const momentsRow = z.tuple([z.string(), count, z.number().nullable(), z.number().nullable()]);
const baselineRow = z.tuple([count, z.number().nullable(), z.number().nullable()]);

/** PostHog's events behind the `MetricsSource` port, as aggregates only. Faults are `AppError`s. */
export function createPostHogMetrics(options: PostHogOptions): MetricsSource {
  const api = createPostHogApi(options, 60_000);
  return {
    name: NAME,
    canCount: ({ kind, project }) => kind === 'posthog-flag-called' && project === projectUrl(options),
    async exposures(flagKey, window): Promise<Exposures> {
      const rows = await ask(api, exposuresQuery(flagKey, window.from, window.until), exposuresRow);
      const units = Object.fromEntries(rows.filter(([arm]) => arm !== MULTIPLE));
      return { units, multiple: rows.find(([arm]) => arm === MULTIPLE)?.[1] ?? 0 };
    },
    async moments(flagKey, metric, window) {
      const rows = await ask(api, momentsQuery(flagKey, metric, window.from, window.until), momentsRow);
      return Object.fromEntries(
        rows.flatMap(([arm, n, mean, variance]) => {
          // Below two units there is no variance: such an arm has nothing to say yet.
          return n < 2 || mean === null || variance === null
            ? []
            : [[arm, momentsFromVariance(n, mean, Math.max(0, variance))]];
        }),
      );
    },
    async baseline(metric, surface, days, until) {
      // Units whose value is not known yet do not count, so it begins earlier: the days that count stay as many.
      const from = until - (days + maturityDays(metric)) * DAY;
      const rows = await ask(api, baselineQuery(surface, metric, from, until), baselineRow);
      const [units, mean, variance] = rows[0] ?? [0, null, null];
      return { mean: mean ?? 0, variance: variance ?? 0, units, unitsPerDay: units / days };
    },
  };
}

/** Runs one query and checks every row. A query that PostHog is still computing is a retryable fault. */
async function ask<Row>(api: PostHogApi, hogQl: HogQl, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const { name, query, values } = hogQl;
  const body = { query: { kind: 'HogQLQuery', query, values }, refresh: 'blocking', name };
  const answer = await api.call('POST', '/query/', body, answerOf(row));
  if (answer.results !== undefined) return answer.results;
  throw postHogFault('query-pending', `PostHog is still computing ${name}`);
}

function answerOf<Row>(row: z.ZodType<Row>) {
  return z.union([
    z.object({ results: z.array(row) }),
    z.object({ results: z.undefined().optional(), query_status: z.object({ complete: z.literal(false) }) }),
  ]);
}
