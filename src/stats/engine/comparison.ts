import type { Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import { fiellerSet } from '#stats/lift/fieller-set.ts';
import { refuse } from '#stats/outcome.ts';
import { type Cell, refusedCell } from './cells.ts';

/** What the correction decided about a cell: everything of a comparison that is not in the data. */
export interface Judgement {
  readonly method: string;
  readonly alpha: number;
  readonly alternative: Comparison['alternative'];
  readonly statistic: number;
  readonly criticalValue: number;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly verdict: Comparison['verdict'];
}

/**
 * Puts the figures of a cell and its judgement together; both intervals use the judged critical
 * value, times `stretch` if the test was exact. Refuses `invalid_input` when an end of the interval overflows.
 */
export function comparisonOf(
  cell: Cell,
  judgement: Judgement,
  stretch: number,
): Comparison | RefusedComparison {
  const { metric, variant, pair } = cell;
  const quantile = judgement.criticalValue * stretch;
  const reach = quantile * pair.standardError;
  if (!Number.isFinite(Math.abs(pair.absoluteEffect) + reach)) {
    return refusedCell(metric, variant, refuse('invalid_input', 'the figures are too large to compute with'));
  }
  const relative = fiellerSet(pair.control, pair.treatment, quantile);
  return {
    kind: 'ok',
    metric: metric.key,
    role: metric.role,
    variant,
    controlUnits: pair.control.n,
    treatmentUnits: pair.treatment.n,
    controlMean: pair.control.mean,
    treatmentMean: pair.treatment.mean,
    absoluteEffect: pair.absoluteEffect,
    standardError: pair.standardError,
    absoluteInterval: { lower: pair.absoluteEffect - reach, upper: pair.absoluteEffect + reach },
    lift: relative?.lift ?? null,
    liftInterval: relative?.interval ?? null,
    ...judgement,
  };
}

/** What a two-sided comparison proves in the metric's own direction. */
export function twoSidedVerdict(cell: Cell, criticalValue: number): Comparison['verdict'] {
  const { statistic } = cell.evidence;
  if (!(Math.abs(statistic) > criticalValue)) return 'unproven';
  return statistic > 0 === (cell.metric.desiredDirection === 'increase') ? 'better' : 'worse';
}
