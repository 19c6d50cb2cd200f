import type { Direction, MetricSpec } from '#stats/engine/analysis.ts';
import { type MeanContrast, meanContrast } from '#stats/means/mean-contrast.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import type { Pair } from './arms.ts';

/**
 * A goal metric this much worse than control (relative, in its own direction) is harm, and so is
 * a guardrail worse than its own margin.
 */
export const HARMFUL_LIFT = 0.2;

/** The treatment mean held against a multiple of the control mean: no ratio, hence exact. */
export type LinearForm = MeanContrast & {
  /** estimate / standardError, positive when the treatment mean is above the limit. */
  readonly statistic: number;
};

/**
 * Tests the treatment against the worst acceptable mean, `margin` (relative, >= 0) away from the
 * control mean in the bad direction: estimate = m_T - f m_C with f = 1 - margin when more is
 * better, 1 + margin when less is (and the other way round for a negative control mean, so that
 * a margin is always a loss). A control mean of 0 needs no refusal: nothing is divided.
 * Refuses `zero_variance` when the form has no spread, `invalid_input` when it overflows.
 */
export function linearForm(pair: Pair, direction: Direction, margin: number): LinearForm | StatsRefusal {
  const worse = direction === 'increase' ? -1 : 1;
  const factor = 1 + worse * margin * (pair.control.mean < 0 ? -1 : 1);
  const contrast = meanContrast(pair.control, pair.treatment, factor);
  if (contrast.kind === 'refused') return contrast;
  const statistic = contrast.estimate / contrast.standardError;
  if (!Number.isFinite(statistic))
    return refuse('invalid_input', 'the figures are too large to compute with');
  return { ...contrast, statistic };
}

/** How far a metric may worsen before it is harm: a guardrail's margin, a goal's 20 %, else null. */
export function harmLimit(metric: MetricSpec): number | null {
  if (metric.role === 'guardrail') return metric.margin ?? 0;
  return metric.role === 'goal' ? HARMFUL_LIFT : null;
}
