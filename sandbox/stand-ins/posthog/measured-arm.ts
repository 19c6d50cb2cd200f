import { type Metric, maturityDays } from '#domain/metric.ts';
import { type ArmFigures, QUANTILE_REACH } from '#ports/look-figures.ts';
import { normalQuantile } from '#stats/distributions.ts';
import type { Running } from './draws.ts';
import { EVENT_DELAYS } from './measures.ts';
import { measureKey } from './scenario.ts';

/** Figures of an arm without a second measure. */
export type MeasuredArm = Pick<ArmFigures, 'n' | 'mean' | 'variance'>;

/** Running figures as a query answers them: a mean from one unit on, a variance from two. */
export function armOf({ n, mean, m2 }: Running): MeasuredArm {
  return { n, mean: n > 0 ? mean : null, variance: n > 1 ? m2 / (n - 1) : null };
}

/** Adds the second measure that the metric asks for. Scenarios know none: every unit divides by 1, and did nothing before. */
export function withSecondMeasure(metric: Metric, arm: MeasuredArm): ArmFigures {
  const constant = (value: number) => ({
    mean: arm.n > 0 ? value : null,
    variance: arm.n > 1 ? 0 : null,
    covariance: arm.n > 1 ? 0 : null,
  });
  if (metric.kind === 'quantile') return quantileArm(arm, metric.quantile ?? 0.5);
  if (metric.kind === 'ratio') return { ...arm, denominator: constant(1) };
  return metric.covariateDays === undefined ? arm : { ...arm, covariate: constant(0) };
}

/** A quantile as if the averages of the units were normal with the mean and the spread of the arm; every unit has one. */
function quantileArm({ n, mean, variance }: MeasuredArm, quantile: number): ArmFigures {
  const at = (share: number) =>
    mean === null
      ? null
      : mean + Math.sqrt(variance ?? 0) * normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, share)));
  const reach = QUANTILE_REACH * Math.sqrt((quantile * (1 - quantile)) / Math.max(1, n));
  return {
    ...{ n, mean: at(quantile), variance: null },
    bounds: { lower: at(quantile - reach), upper: at(quantile + reach) },
  };
}

/** From which age on a unit counts, and from which on its event is there (never, if that is past the window). Days. */
export function ageRules(metric: Metric): { readonly maturityDays: number; readonly eventDays: number } {
  const delay = EVENT_DELAYS[measureKey(metric)] ?? 0;
  const isSeen = delay === 0 || delay < metric.windowDays;
  return { maturityDays: maturityDays(metric), eventDays: isSeen ? delay : Number.POSITIVE_INFINITY };
}
