import type { DesignProposal } from '#domain/agent-output.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest, Guardrail } from '#domain/plan.ts';
import { ownValue } from '#shared/own-value.ts';

/** What the guardrails of a plan are chosen from; `margin` is for those whose metric names none. */
export interface GuardrailChoice {
  readonly request: ExperimentRequest;
  readonly proposal: Pick<DesignProposal, 'guardrailMetrics'>;
  readonly catalogue: readonly Metric[];
  readonly margin: number;
}

/**
 * What the requester asked to protect; the designer's suggestions only if nothing was asked for. Which of them must hold and
 * their margins are as the request says, else as the metric and the settings say.
 */
export function plannedGuardrails({
  request,
  proposal,
  catalogue,
  margin,
}: GuardrailChoice): readonly Guardrail[] {
  const { guardrailMetrics: asked, margins = {} } = request;
  const keys = asked.length > 0 ? asked : proposal.guardrailMetrics;
  return metricsOf(keys, catalogue)
    .filter(({ key }) => !goalKeysOf(request).includes(key))
    .map((metric) => ({
      metric,
      margin: ownValue(margins, metric.key) ?? metric.margin ?? margin,
      sizedFor: request.mustHold?.includes(metric.key) ?? metric.mustHold ?? false,
    }));
}

/** The metrics of the keys, each once; keys that the catalogue does not hold are left out. */
export function metricsOf(keys: readonly string[], catalogue: readonly Metric[]): readonly Metric[] {
  return [...new Set(keys)].flatMap((key) => findMetric(catalogue, key) ?? []);
}
