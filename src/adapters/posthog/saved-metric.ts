import { z } from 'zod';
import type { Measure, Metric } from '#domain/metric.ts';
import { ownValue } from '#shared/own-value.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { eventConditions, propertyFilterSchema } from './event-conditions.ts';

/** Without a window PostHog counts until the experiment ends; no experiment is longer than this. */
const LONGEST_DAYS = 28;
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7 };

const sourceSchema = z.looseObject({
  kind: z.string(),
  event: z.string().nullish(),
  math: z.string().nullish(),
  math_property: z.string().nullish(),
  math_multiplier: z.number().nullish(),
  properties: z.array(propertyFilterSchema).nullish(),
});
const querySchema = z.looseObject({
  kind: z.string(),
  metric_type: z.string().optional(),
  goal: z.enum(['increase', 'decrease']).nullish(),
  conversion_window: z.number().nullish(),
  conversion_window_unit: z.string().nullish(),
  source: sourceSchema.optional(),
  series: z.array(sourceSchema).optional(),
  numerator: sourceSchema.optional(),
  denominator: sourceSchema.optional(),
  lower_bound_percentile: z.number().nullish(),
  upper_bound_percentile: z.number().nullish(),
  ignore_zeros: z.boolean().nullish(),
});

export const savedMetricSchema = z.object({
  name: z.string(),
  description: z.string().nullish(),
  query: querySchema,
});

type Query = z.infer<typeof querySchema>;
type Source = z.infer<typeof sourceSchema>;
type Unnamed = Omit<Metric, 'key' | 'name' | 'description'>;

/** The same metric in the words of the domain; refused, with a sentence, if the bot would compute another number. */
export function savedMetricOf(query: Query): Result<Unnamed, string> {
  if (query.kind !== 'ExperimentMetric')
    return refused(`It is of the old kind ${query.kind}. Save it in PostHog as a metric of today first.`);
  const windowDays = windowOf(query);
  if (windowDays === null) return refused('Its window is not a whole number of days from 1 to 90.');
  const common = { desiredDirection: query.goal ?? 'increase', windowDays } as const;
  switch (query.metric_type) {
    case 'mean':
      return meanOf(query, common);
    case 'funnel':
      return funnelOf(query, common);
    case 'ratio':
      return ratioOf(query, common);
    case 'retention':
      return refused('It counts from a start event of its own. The bot counts from the first exposure.');
    default:
      return refused(`It is of the kind "${query.metric_type ?? 'none'}", which the bot does not know.`);
  }
}

type Common = Pick<Metric, 'desiredDirection' | 'windowDays'>;

function windowOf({ conversion_window: length, conversion_window_unit: unit }: Query): number | null {
  if (length === null || length === undefined) return LONGEST_DAYS;
  const days = length * (ownValue(DAYS, unit ?? 'day') ?? Number.NaN);
  return Number.isInteger(days) && days >= 1 && days <= 90 ? days : null;
}

function meanOf(query: Query, common: Common): Result<Unnamed, string> {
  const cap = capOf(query);
  if (cap.kind === 'refused') return cap;
  if (query.source?.math === 'dau') {
    const event = eventOf(query.source);
    return event.kind === 'refused' ? event : ok({ ...common, kind: 'proportion', ...event.value });
  }
  const measure = measureOf(query.source);
  return measure.kind === 'refused'
    ? measure
    : ok({ ...common, kind: 'mean', ...measure.value, ...cap.value });
}

function funnelOf({ series = [] }: Query, common: Common): Result<Unnamed, string> {
  if (series.length !== 1)
    return refused(
      `It is a funnel of ${series.length} steps. A proportion has one event after the exposure.`,
    );
  const event = eventOf(series[0]);
  return event.kind === 'refused' ? event : ok({ ...common, kind: 'proportion', ...event.value });
}

function ratioOf({ numerator, denominator }: Query, common: Common): Result<Unnamed, string> {
  const [above, below] = [measureOf(numerator), measureOf(denominator)];
  if (above.kind === 'refused') return above;
  if (below.kind === 'refused') return below;
  return ok({ ...common, kind: 'ratio', ...above.value, denominator: below.value });
}

/** PostHog takes its quantile over all units unless zeros are left out; the bot always leaves them out. */
function capOf(query: Query): Result<Pick<Metric, 'cap'>, string> {
  const { upper_bound_percentile: upper, lower_bound_percentile: lower, ignore_zeros: withoutZeros } = query;
  if ((lower ?? 0) > 0) return refused('It raises small values to a bound. The bot only caps large ones.');
  if (upper === null || upper === undefined || upper >= 1) return ok({});
  if (withoutZeros !== true)
    return refused(
      'Its cap counts units with 0, and that of the bot does not. Set a cap in the file by hand.',
    );
  if (upper <= 0.5) return refused('Its cap is at or below the middle of the values.');
  return ok({ cap: { quantile: upper } });
}

/** An event with its filters, counted. */
function eventOf(source: Source | undefined): Result<Measure, string> {
  if (source === undefined) return refused('It names no event.');
  if (source.kind !== 'EventsNode')
    return refused(
      source.kind === 'ActionsNode'
        ? 'It counts an action. Import the action with --action and build the metric of it.'
        : `It reads a source of the kind ${source.kind}. Metrics count events.`,
    );
  const { event, properties, math_multiplier: multiplier } = source;
  if (event === null || event === undefined) return refused('It counts every event.');
  if (multiplier !== null && multiplier !== undefined && multiplier !== 1)
    return refused('It multiplies its values, which metrics do not.');
  const conditions = eventConditions(properties ?? []);
  if (conditions.kind === 'refused') return conditions;
  const where = conditions.value.length === 0 ? {} : { where: conditions.value };
  return ok({ event, property: null, ...where });
}

function measureOf(source: Source | undefined): Result<Measure, string> {
  const event = eventOf(source);
  if (event.kind === 'refused' || source === undefined) return event;
  switch (source.math ?? 'total') {
    case 'total':
      return event;
    case 'sum':
      return isNamed(source.math_property)
        ? ok({ ...event.value, property: source.math_property })
        : refused('It sums no property.');
    case 'unique_session':
      return ok({ ...event.value, property: '$session_id', aggregate: 'unique' });
    default:
      return refused(
        `It computes "${source.math}" of the event. Metrics count, sum, or count different texts.`,
      );
  }
}

function isNamed(name: string | null | undefined): name is string {
  return name !== null && name !== undefined && name !== '';
}
