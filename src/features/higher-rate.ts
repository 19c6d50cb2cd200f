import { pValue } from '#domain/figures.ts';
import type { Metric } from '#domain/metric.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { proportionTest } from '#stats/proportions/proportion-test.ts';

/** Events below which a level is not compared. */
const LEAST_EVENTS = 10;

/** How much higher a treatment's level is: `ratio` over the control's (infinite if that is 0), and the one-sided p-value. */
export interface Higher {
  readonly ratio: number;
  readonly pValue: number;
}

/**
 * Compares the level of a treatment with the control's, for an alert and not for a proof: it spends no alpha. Null if there are too few
 * units or events to say anything.
 */
export function isHigher(kind: Metric['kind'], control: ArmFigures, treatment: ArmFigures): Higher | null {
  // No watch asks for a quantile, and its bounds are no variance.
  if (kind === 'quantile') return null;
  if (control.n < 2 || treatment.n < 2 || control.mean === null || treatment.mean === null) return null;
  if (treatment.n * treatment.mean < LEAST_EVENTS) return null;
  const ratio = control.mean === 0 ? Number.POSITIVE_INFINITY : treatment.mean / control.mean;
  const tested = kind === 'proportion' ? byRate(control, treatment) : byMean(control, treatment);
  return tested.kind === 'ok' ? { ratio, pValue: tested.pValue } : null;
}

/** "2.3 times the control’s level (p 0.0012)". Plain text. */
export function higherWords({ ratio, pValue: p }: Higher): string {
  const times = Number.isFinite(ratio)
    ? `${ratio.toFixed(1)} times the control’s level`
    : 'the control has none';
  return `${times} (p ${pValue(p)})`;
}

function byRate(control: ArmFigures, treatment: ArmFigures) {
  const counts = ({ n, mean }: ArmFigures) => ({ n, successes: Math.round(n * (mean ?? 0)) });
  return proportionTest({
    control: counts(control),
    treatment: counts(treatment),
    alternative: 'greater',
  });
}

function byMean(control: ArmFigures, treatment: ArmFigures) {
  const moments = ({ n, mean, variance }: ArmFigures) => ({
    n,
    mean: mean ?? 0,
    m2: (variance ?? 0) * (n - 1),
  });
  return welchTest({
    control: moments(control),
    treatment: moments(treatment),
    alpha: 0.05,
    alternative: 'greater',
  });
}
