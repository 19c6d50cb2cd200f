import type { Metric } from '#domain/metric.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';

/** A look as a shop has it, of kinds that the queries before knew too. */
export const BENCH_LOOK: LookRequest = {
  flagKey: 'bench',
  variants: ['control', 'first', 'second'],
  exposure: { event: '$feature_flag_called' },
  window: { from: Date.UTC(2026, 2, 2), until: Date.UTC(2026, 2, 30) },
  metrics: [
    metric('buys', 'proportion', 'order_completed', 14),
    metric('orders', 'mean', 'order_completed', 14),
    { ...metric('revenue', 'mean', 'order_completed', 14), property: 'revenue' },
    { ...metric('items', 'mean', 'order_completed', 14), property: 'items' },
    metric('carts', 'proportion', 'cart_added', 7),
    metric('cart_adds', 'mean', 'cart_added', 7),
    metric('product_views', 'mean', 'product_viewed', 7),
    metric('page_views', 'mean', '$pageview', 7),
    metric('sessions', 'mean', 'session_started', 14),
    { ...metric('sign_ups', 'proportion', 'signed_up', 14), delayDays: 1 },
  ],
  testAccounts: { platformFilter: false, rules: [] },
  daily: false,
  dimensions: [],
};

/** The same as a scheduled look asks it: the goal by day, and all by one dimension. */
export const BENCH_PARTS: LookRequest = {
  ...BENCH_LOOK,
  daily: true,
  dailyMetric: 'buys',
  dimensions: ['$os'],
};

/** The page of the plan. */
export const BENCH_SURFACE = '/p/3';

/** The plan before that look. */
export const BENCH_BASELINE: BaselineRequest = {
  surface: [{ match: 'named', value: BENCH_SURFACE }],
  days: 28,
  until: BENCH_LOOK.window.until,
  metrics: BENCH_LOOK.metrics,
  testAccounts: BENCH_LOOK.testAccounts,
};

function metric(key: string, kind: Metric['kind'], event: string, windowDays: number): Metric {
  return {
    key,
    name: key,
    description: '',
    kind,
    desiredDirection: 'increase',
    event,
    property: null,
    windowDays,
  };
}
