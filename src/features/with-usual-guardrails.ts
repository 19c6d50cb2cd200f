import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Choices } from '#features/co-pilot.ts';

/** Those of the guardrails that must hold unless a person says otherwise, by key. */
export function usualMustHolds(
  guardrails: readonly string[],
  catalogue: readonly Metric[],
): readonly string[] {
  return guardrails.filter((key) => findMetric(catalogue, key)?.mustHold === true);
}

/** The guardrails of a request with those that the settings name for every experiment. */
export function withUsualGuardrails(
  request: Pick<ExperimentRequest, 'goalMetric' | 'otherGoals' | 'guardrailMetrics' | 'mustHold'>,
  { guardrails, catalogue }: Pick<Choices, 'guardrails' | 'catalogue'>,
): Pick<ExperimentRequest, 'guardrailMetrics' | 'mustHold'> {
  const { guardrailMetrics: chosen, mustHold } = request;
  const taken = [...goalKeysOf(request), ...chosen];
  const added = guardrails.filter((key) => !taken.includes(key));
  const guardrailMetrics = [...chosen, ...added];
  if (mustHold === undefined) return { guardrailMetrics };
  return { guardrailMetrics, mustHold: [...mustHold, ...usualMustHolds(added, catalogue)] };
}
