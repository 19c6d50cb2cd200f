import type { ExposureEvent } from '#domain/exposure.ts';
import type { Metric } from '#domain/metric.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import { TEST_ACCOUNTS } from '#domain/test-accounts.ts';
import type { LookRequest, Window } from '#ports/look-request.ts';

/** By which parts a look is also read: `beside` are dimensions that no plan registers. */
interface LookParts {
  readonly scheduled: boolean;
  readonly beside?: readonly string[];
}

/**
 * What a look at an experiment asks of the metrics source: one question for all these metrics. A look that is `scheduled` asks
 * by the dimensions of the plan too, and for the goal of each day.
 */
export function lookRequest(
  plan: Plan,
  exposure: ExposureEvent,
  window: Window,
  metrics: readonly Metric[],
  { scheduled, beside = [] }: LookParts = { scheduled: false },
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
    testAccounts: plan.testAccounts ?? TEST_ACCOUNTS,
    daily: scheduled,
    ...(scheduled ? { dailyMetric: plan.goal.key } : {}),
    dimensions: scheduled ? [...new Set([...(plan.dimensions ?? []), ...beside])] : [],
  };
}
