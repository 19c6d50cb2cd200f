import type { ExposureEvent } from '#domain/exposure.ts';
import type { Metric } from '#domain/metric.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import type { LookRequest, SurfaceRule, TestAccounts, Window } from '#ports/look-request.ts';

/** Internal and test users are no customers: the analytics platform's own filter leaves them out. */
export const TEST_ACCOUNTS: TestAccounts = { platformFilter: true, rules: [] };

/** The surface that is known by its name alone: a path, a screen or an event of that name. */
export function namedSurface(name: string): readonly SurfaceRule[] {
  return [{ match: 'named', value: name }];
}

/** What a look at an experiment asks of the metrics source: one question for all these metrics. */
export function lookRequest(
  plan: Plan,
  exposure: ExposureEvent,
  window: Window,
  metrics: readonly Metric[],
): LookRequest {
  const control = controlOf(plan);
  const variants = plan.variants.toSorted(
    (left, right) => Number(right === control) - Number(left === control),
  );
  return {
    flagKey: plan.flagKey,
    variants: variants.map(({ key }) => key),
    exposure,
    window,
    metrics,
    testAccounts: TEST_ACCOUNTS,
    daily: false,
    dimensions: [],
  };
}
