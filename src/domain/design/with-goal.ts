import type { ExperimentRequest } from '#domain/plan.ts';

/** What of a request changes if another metric is its goal: a goal is no guardrail beside it. */
export function withGoal(
  { guardrailMetrics, mustHold }: Pick<ExperimentRequest, 'guardrailMetrics' | 'mustHold'>,
  key: string,
): Partial<ExperimentRequest> {
  const others = (keys: readonly string[]) => keys.filter((one) => one !== key);
  return {
    goalMetric: key,
    ...(guardrailMetrics.includes(key) ? { guardrailMetrics: others(guardrailMetrics) } : {}),
    ...(mustHold?.includes(key) === true ? { mustHold: others(mustHold) } : {}),
  };
}
