import type { Condition, Measure, Metric } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';
import type { MetricsCase } from './read-case.ts';

/** The question of a case, as the product asks it. */
export type Question =
  | { readonly kind: 'look'; readonly request: LookRequest }
  | { readonly kind: 'baseline'; readonly request: BaselineRequest };

export function questionOf(one: MetricsCase): Question {
  const metrics = one.metrics.map(metricOf);
  const testAccounts = {
    platformFilter: false,
    rules: (one.testAccounts ?? []) as unknown as readonly TestAccountRule[],
  };
  if (one.baseline !== undefined) {
    const { surface, days, until } = one.baseline;
    const rules = [{ match: 'named' as const, value: surface }];
    return {
      kind: 'baseline',
      request: { surface: rules, days, until: Date.parse(until), metrics, testAccounts },
    };
  }
  const { flagKey, variants, exposure, window } = one;
  if (flagKey === undefined || variants === undefined || exposure === undefined || window === undefined)
    throw new Error('neither a look nor a baseline');
  return {
    kind: 'look',
    request: {
      flagKey,
      variants,
      exposure: { event: exposure.event },
      window: { from: Date.parse(window.from), until: Date.parse(window.until) },
      metrics,
      testAccounts,
      daily: one.expect.daily !== undefined,
      dimensions: one.dimensions ?? [],
    },
  };
}

function metricOf(given: MetricsCase['metrics'][number]): Metric {
  const { key, kind, windowDays, denominator, cap, covariateDays, delayDays, atLeast, quantile } = given;
  return {
    ...measureOf(given),
    key,
    name: key,
    description: '',
    desiredDirection: 'increase',
    windowDays,
    kind: kind === 'retention' ? 'proportion' : kind,
    ...(kind === 'retention' ? { isRetention: true as const } : {}),
    ...(denominator === undefined ? {} : { denominator: measureOf(denominator) }),
    ...(cap === undefined ? {} : { cap }),
    ...(covariateDays === undefined ? {} : { covariateDays }),
    ...(delayDays === undefined ? {} : { delayDays }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(quantile === undefined ? {} : { quantile }),
  };
}

function measureOf(given: NonNullable<MetricsCase['metrics'][number]['denominator']>): Measure {
  const { event, property, aggregate, where } = given;
  return {
    event,
    property,
    ...(aggregate === undefined ? {} : { aggregate }),
    ...(where === undefined ? {} : { where: where as unknown as readonly Condition[] }),
  };
}
