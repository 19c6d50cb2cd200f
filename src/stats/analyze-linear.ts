import type { Direction, MetricSpec } from '#stats/analysis.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import type { Pair } from './analyze-arms.ts';

/**
 * A goal metric this much worse than control (relative, in its own direction) is harm, and so is
 * a guardrail worse than its own margin.
 */
export const HARMFUL_LIFT = 0.2;

/** The treatment mean held against a multiple of the control mean: no ratio, hence exact. */
export interface LinearForm {
  readonly kind: 'form';
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standardError, positive when the treatment mean is above the limit. */
  readonly statistic: number;
}

/**
 * Tests the treatment against the worst acceptable mean, `margin` (relative, >= 0) away from the
 * control mean in the bad direction: estimate = m_T - f m_C with f = 1 - margin when more is
 * better, 1 + margin when less is (and the other way round for a negative control mean, so that
 * a margin is always a loss). Refuses `zero_variance` when the form has no spread.
 */
export function linearForm(pair: Pair, direction: Direction, margin: number): LinearForm | StatsRefusal {
  const worse = direction === 'increase' ? -1 : 1;
  const factor = 1 + worse * margin * (pair.control.mean < 0 ? -1 : 1);
  const estimate = pair.treatment.mean - factor * pair.control.mean;
  const standardError = Math.sqrt(pair.treatmentVariance + factor * factor * pair.controlVariance);
  const statistic = estimate / standardError;
  if (standardError === 0) return refuse('zero_variance', 'the comparison with the margin has no spread');
  if (!Number.isFinite(statistic))
    return refuse('invalid_input', 'the figures are too large to compute with');
  return { kind: 'form', estimate, standardError, statistic };
}

/** How far a metric may worsen before it is harm: a guardrail's margin, a goal's 20 %, else null. */
export function harmLimit(metric: MetricSpec): number | null {
  if (metric.role === 'guardrail') return metric.margin ?? 0;
  return metric.role === 'goal' ? HARMFUL_LIFT : null;
}
