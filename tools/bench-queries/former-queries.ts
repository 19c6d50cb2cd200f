import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';

/** What a look asked before it was one query: exposures, then every metric. The texts are as they were sent. */
export function formerQueries({ flagKey, metrics, window }: LookRequest): readonly HogQl[] {
  const span = { from: new Date(window.from).toISOString(), until: new Date(window.until).toISOString() };
  return [
    { name: 'exposures', query: EXPOSURES, values: { flag_key: flagKey, ...span } },
    ...metrics.map((metric) => ({
      name: metric.key,
      query: momentsText(metric),
      values: { flag_key: flagKey, ...measured(metric), ...span },
    })),
  ];
}

/** What a plan asked before: the level of every metric on a surface named by a path, a screen or an event. */
export function formerBaselines(
  { metrics, days, until }: BaselineRequest,
  surface: string,
): readonly HogQl[] {
  const span = {
    from: new Date(until - days * 86_400_000).toISOString(),
    until: new Date(until).toISOString(),
  };
  return metrics.map((metric) => ({
    name: metric.key,
    query: baselineText(metric),
    values: { surface, ...measured(metric), ...span },
  }));
}

const EXPOSED = `
  SELECT person_id AS unit,
    argMin(properties.$feature_flag_response, timestamp) AS variant,
    uniqExact(properties.$feature_flag_response) AS variants_met,
    min(timestamp) AS exposed_at
  FROM events
  WHERE event = '$feature_flag_called'
    AND properties.$feature_flag = {flag_key}
    AND properties.$feature_flag_response NOT IN ('false', 'true', '')
    AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({until})
  GROUP BY person_id`;

const EXPOSURES = `
SELECT if(variants_met > 1, '$multiple', variant) AS arm, count() AS units
FROM (${EXPOSED}
)
GROUP BY arm
LIMIT 1000`;

const SURFACED = `
  SELECT person_id AS unit, min(timestamp) AS exposed_at
  FROM events
  WHERE (properties.$pathname = {surface} OR properties.$screen_name = {surface} OR event = {surface})
    AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({until})
  GROUP BY person_id`;

function baselineText(metric: Metric): string {
  return `
SELECT count() AS units, avg(value) AS mean, varSamp(value) AS variance
FROM (
  SELECT exposed.unit AS unit, ${unitValue(metric)} AS value
  FROM (${SURFACED}${maturedText(metric, 'HAVING')}
  ) AS exposed
  ${outcomes(metric)}
  GROUP BY exposed.unit
)
LIMIT 1`;
}

function maturedText(metric: Metric, word: string): string {
  return maturityDays(metric) === 0
    ? ''
    : ` ${word} exposed_at <= toDateTime({until}) - toIntervalDay({maturity_days})`;
}

function momentsText(metric: Metric): string {
  return `
SELECT arm, count() AS units, avg(value) AS mean, varSamp(value) AS variance
FROM (
  SELECT exposed.unit AS unit, exposed.variant AS arm, ${unitValue(metric)} AS value
  FROM (${EXPOSED}
    HAVING variants_met = 1${maturedText(metric, 'AND')}
  ) AS exposed
  ${outcomes(metric)}
  GROUP BY exposed.unit, exposed.variant
)
GROUP BY arm
LIMIT 1000`;
}

function outcomes(metric: Metric): string {
  const amount = metric.property === null ? '1' : 'toFloat(properties[{property}])';
  return `LEFT JOIN (
    SELECT person_id AS unit, timestamp AS happened_at, ${amount} AS amount
    FROM events
    WHERE event = {metric_event}
      AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({until})
  ) AS outcome ON outcome.unit = exposed.unit`;
}

function unitValue(metric: Metric): string {
  const counts =
    'outcome.happened_at >= exposed.exposed_at AND outcome.happened_at < exposed.exposed_at + toIntervalDay({window_days})';
  if (metric.kind === 'proportion') return `if(countIf(${counts}) > 0, 1, 0)`;
  if (metric.property === null) return `countIf(${counts})`;
  return `ifNull(sumIf(outcome.amount, ${counts}), 0)`;
}

function measured(metric: Metric): Readonly<Record<string, string | number>> {
  const days = maturityDays(metric);
  return {
    metric_event: metric.event,
    window_days: metric.windowDays,
    ...(days === 0 ? {} : { maturity_days: days }),
    ...(metric.property === null ? {} : { property: metric.property }),
  };
}
