import type { Metric } from '#domain/metric.ts';
import type { LookRequest } from '#ports/look-request.ts';

/** A metric of which only what matters is given. */
export function metricWith(more: Partial<Metric> = {}): Metric {
  return {
    key: 'orders',
    name: 'Orders',
    description: 'Orders of a unit.',
    kind: 'mean',
    desiredDirection: 'increase',
    event: 'order',
    property: null,
    windowDays: 7,
    ...more,
  };
}

/** A look of which only what matters is given. */
export function lookWith(more: Partial<LookRequest> = {}): LookRequest {
  return {
    flagKey: 'a-flag',
    variants: ['control', 'treatment'],
    exposure: { event: '$feature_flag_called' },
    window: { from: Date.UTC(2026, 2, 2), until: Date.UTC(2026, 2, 30) },
    metrics: [metricWith()],
    testAccounts: { platformFilter: false, rules: [] },
    daily: false,
    dimensions: [],
    ...more,
  };
}

/** Every form that a question can have, in one look. */
export const WHOLE_LOOK: LookRequest = lookWith({
  metrics: [
    metricWith({ key: 'revenue', property: 'amount', cap: { quantile: 0.99 }, covariateDays: 7 }),
    metricWith({ key: 'twice', kind: 'proportion', atLeast: 2 }),
    metricWith({
      key: 'rate',
      kind: 'ratio',
      denominator: { event: 'view', property: 'page', aggregate: 'unique' },
      where: [
        { property: 'plan', operator: 'is_not', value: 'free' },
        { property: 'seats', operator: 'gt', value: 3 },
        { property: 'team', operator: 'is_set' },
      ],
    }),
    metricWith({ key: 'back', kind: 'proportion', isRetention: true, delayDays: 7, windowDays: 14 }),
    metricWith({ key: 'few', cap: { value: 3 } }),
    metricWith({ key: 'slow', kind: 'quantile', property: 'seconds', quantile: 0.9 }),
  ],
  testAccounts: {
    platformFilter: true,
    rules: [{ property: '$host', operator: 'regex', value: '^localhost' }],
  },
  daily: true,
  dimensions: ['$os'],
});
