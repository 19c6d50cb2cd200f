import { type Metric, maturityDays } from '#domain/metric.ts';

/**
 * The HogQL that this adapter sends. Whatever comes from outside is in `values` and never in the text.
 * A unit is a person: PostHog has merged its distinct ids by then.
 */
export interface HogQl {
  readonly name: string;
  readonly query: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * One row per unit: its variant, how many variants it met, when it first met one. PostHog notes the value
 * `false` for units outside the rollout; those are not exposed.
 */
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

/** One row per unit: when it first came to the surface, named by its path, its screen or an event of its own. */
const SURFACED = `
  SELECT person_id AS unit, min(timestamp) AS exposed_at
  FROM events
  WHERE (properties.$pathname = {surface} OR properties.$screen_name = {surface} OR event = {surface})
    AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({until})
  GROUP BY person_id`;

/** Units per variant, and those that met more than one variant. */
export function exposuresQuery(flagKey: string, from: number, until: number): HogQl {
  const query = `
SELECT if(variants_met > 1, '$multiple', variant) AS arm, count() AS units
FROM (${EXPOSED}
)
GROUP BY arm
LIMIT 1000`;
  return { name: 'experiment exposures', query, values: { flag_key: flagKey, ...span(from, until) } };
}

/** n, mean and variance of the metric per variant, over units that met exactly one and whose value is known. */
export function momentsQuery(flagKey: string, metric: Metric, from: number, until: number): HogQl {
  const query = `
SELECT arm, count() AS units, avg(value) AS mean, varSamp(value) AS variance
FROM (
  SELECT exposed.unit AS unit, exposed.variant AS arm, ${unitValue(metric)} AS value
  FROM (${EXPOSED}
    HAVING variants_met = 1${maturedOf(metric, 'AND')}
  ) AS exposed
  ${outcomes(metric)}
  GROUP BY exposed.unit, exposed.variant
)
GROUP BY arm
LIMIT 1000`;
  return {
    name: 'experiment moments',
    query,
    values: { flag_key: flagKey, ...measured(metric), ...span(from, until) },
  };
}

/** n, mean and variance of the metric over all units that came to the surface and whose value is known. */
export function baselineQuery(surface: string, metric: Metric, from: number, until: number): HogQl {
  const query = `
SELECT count() AS units, avg(value) AS mean, varSamp(value) AS variance
FROM (
  SELECT exposed.unit AS unit, ${unitValue(metric)} AS value
  FROM (${SURFACED}${maturedOf(metric, 'HAVING')}
  ) AS exposed
  ${outcomes(metric)}
  GROUP BY exposed.unit
)
LIMIT 1`;
  return { name: 'metric baseline', query, values: { surface, ...measured(metric), ...span(from, until) } };
}

/**
 * If the events of a metric come late, a unit counts once its window is over. Younger ones would count as 0, which
 * drags the level of every arm down, most of all at the first looks.
 */
function maturedOf(metric: Metric, word: string): string {
  return maturityDays(metric) === 0
    ? ''
    : ` ${word} exposed_at <= toDateTime({until}) - toIntervalDay({maturity_days})`;
}

/** The metric's events of each unit in the window. A unit without any stays, by the left join. */
function outcomes(metric: Metric): string {
  const amount = metric.property === null ? '1' : 'toFloat(properties[{property}])';
  return `LEFT JOIN (
    SELECT person_id AS unit, timestamp AS happened_at, ${amount} AS amount
    FROM events
    WHERE event = {metric_event}
      AND timestamp >= toDateTime({from}) AND timestamp < toDateTime({until})
  ) AS outcome ON outcome.unit = exposed.unit`;
}

/** One unit's value: from its first exposure on, for the metric's window. No event gives 0. */
function unitValue(metric: Metric): string {
  const counts =
    'outcome.happened_at >= exposed.exposed_at AND outcome.happened_at < exposed.exposed_at + toIntervalDay({window_days})';
  if (metric.kind === 'proportion') return `if(countIf(${counts}) > 0, 1, 0)`;
  if (metric.property === null) return `countIf(${counts})`;
  return `ifNull(sumIf(outcome.amount, ${counts}), 0)`;
}

function measured(metric: Metric): Readonly<Record<string, string | number>> {
  const property = metric.property === null ? {} : { property: metric.property };
  const days = maturityDays(metric);
  const maturity = days === 0 ? {} : { maturity_days: days };
  return { metric_event: metric.event, window_days: metric.windowDays, ...maturity, ...property };
}

/** Instants with their zone, because PostHog reads bare times in the project's own. */
function span(from: number, until: number): Readonly<Record<'from' | 'until', string>> {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}
