import { z } from 'zod';
import { EXPOSURE_EVENTS } from '#domain/exposure.ts';
import type { Condition, Measure, Metric } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { BaselineRequest, LookRequest, SurfaceRule, Window } from '#ports/look-request.ts';
import type { Values } from './values.ts';

const text = z.string();
const number = z.number();
const any = z.union([text, number, z.boolean()]);
const instant = text.transform((value, context) => {
  const time = value.endsWith('Z') ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) context.addIssue({ code: 'custom', message: 'an instant needs its zone' });
  return time;
});

/** The look that these values are of. Throws a `ZodError` if they are of none. */
export function readLookRequest(values: Values, platformFilter: boolean): LookRequest {
  return {
    flagKey: values.read('flag_key', text),
    variants: readList(values, 'variant_'),
    exposure: { event: values.read('exposure_event', z.enum(EXPOSURE_EVENTS)) },
    window: readWindow(values),
    metrics: values.groups('m').map(readMetric),
    testAccounts: { platformFilter, rules: readTestAccounts(values) },
    daily: values.read('daily', z.boolean()),
    ...(values.has('daily_metric') ? { dailyMetric: values.read('daily_metric', text) } : {}),
    dimensions: values.groups('dimension_').map((dimension) => dimension.read('property', text)),
  };
}

/** The baseline that these values are of. Throws a `ZodError` if they are of none. */
export function readBaselineRequest(values: Values, platformFilter: boolean): BaselineRequest {
  return {
    surface: values.groups('surface_').map(readSurfaceRule),
    days: values.read('days', z.number().int().positive()),
    until: values.read('until', instant),
    metrics: values.groups('m').map(readMetric),
    testAccounts: { platformFilter, rules: readTestAccounts(values) },
  };
}

/** The window `from`, `until`. Throws a `ZodError` if one is no instant. */
export function readWindow(values: Values): Window {
  return { from: values.read('from', instant), until: values.read('until', instant) };
}

/** Texts by number, `<prefix>0`, `<prefix>1`, … */
export function readList(values: Values, prefix: string): readonly string[] {
  const found: string[] = [];
  while (values.has(`${prefix}${found.length}`)) found.push(values.read(`${prefix}${found.length}`, text));
  return found;
}

function readMetric(values: Values): Metric {
  const kind = values.read('kind', z.enum(['proportion', 'mean', 'ratio', 'retention', 'quantile']));
  const delayDays = values.read('delay_days', number);
  const atLeast = optional(values, 'at_least', number);
  return {
    ...readMeasure(values),
    key: values.read('key', text),
    name: '',
    description: '',
    kind: kind === 'retention' ? 'proportion' : kind,
    desiredDirection: 'increase',
    windowDays: values.read('window_days', number),
    ...(delayDays === 0 ? {} : { delayDays }),
    ...(kind === 'retention' ? { isRetention: true as const } : {}),
    ...(atLeast === undefined || atLeast === 1 ? {} : { atLeast }),
    ...(values.has('denominator_event') ? { denominator: readMeasure(values.part('denominator_')) } : {}),
    ...capOf(values),
    ...(kind === 'quantile' ? { quantile: values.read('quantile', number) } : {}),
    ...(values.has('covariate_days') ? { covariateDays: values.read('covariate_days', number) } : {}),
  };
}

function capOf(values: Values): Pick<Metric, 'cap'> {
  const value = optional(values, 'cap_value', number);
  const quantile = optional(values, 'cap_quantile', number);
  if (value !== undefined) return { cap: { value } };
  return quantile === undefined ? {} : { cap: { quantile } };
}

function readMeasure(values: Values): Measure {
  const aggregate = optional(values, 'aggregate', z.enum(['count', 'sum', 'unique']));
  const where = values.groups('where_').map(readCondition);
  return {
    event: values.read('event', text),
    property: optional(values, 'property', text) ?? null,
    ...(aggregate === undefined ? {} : { aggregate }),
    ...(where.length === 0 ? {} : { where }),
  };
}

function readCondition(values: Values): Condition {
  const property = values.read('property', text);
  const operator = values.read('operator', z.enum(['exact', 'is_not', 'gt', 'lt', 'icontains', 'is_set']));
  if (operator === 'is_set') return { property, operator };
  if (operator === 'gt' || operator === 'lt')
    return { property, operator, value: values.read('value', number) };
  if (operator === 'icontains') return { property, operator, value: values.read('value', text) };
  return { property, operator, value: values.read('value', any) };
}

function readTestAccounts(values: Values): readonly TestAccountRule[] {
  return values.groups('test_').map((rule) => {
    const property = rule.read('property', text);
    const operator = rule.read('operator', z.enum(['exact', 'icontains', 'not_icontains', 'regex']));
    return operator === 'exact'
      ? { property, operator, value: rule.read('value', any) }
      : { property, operator, value: rule.read('value', text) };
  });
}

function readSurfaceRule(values: Values): SurfaceRule {
  const match = values.read('match', z.enum(['named', 'equals', 'starts-with', 'regex', 'event']));
  if (match === 'event') {
    return { match, event: values.read('event', text), where: values.groups('where_').map(readCondition) };
  }
  const value = values.read('value', text);
  return match === 'named' ? { match, value } : { match, property: values.read('property', text), value };
}

function optional<T>(values: Values, name: string, schema: z.ZodType<T>): T | undefined {
  return values.has(name) ? values.read(name, schema) : undefined;
}
