import type { MetricKind } from '#stats/engine/analysis.ts';
import type { Direction } from '#stats/outcome.ts';

/** A metric of the catalogue: what is counted per unit, and which way is good. */
export interface Metric {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: MetricKind;
  readonly desiredDirection: Direction;
  /** Event that is counted or summed, in the analytics platform's words. */
  readonly event: string;
  /** Numeric property that is summed per unit; null counts occurrences (proportion: at least one). */
  readonly property: string | null;
  /** A unit's events count within this many days after its first exposure. */
  readonly windowDays: number;
  /**
   * Days after the first exposure before which the event cannot come; 0 if left out. Of such a metric a unit counts
   * only once its window is over: before that its value is not known, and would count as 0.
   */
  readonly delayDays?: number;
}

/** Days after its first exposure from which on a unit counts for the metric; 0 if it counts at once. */
export function maturityDays({
  windowDays,
  delayDays = 0,
}: Pick<Metric, 'windowDays' | 'delayDays'>): number {
  return delayDays > 0 ? Math.max(windowDays, delayDays) : 0;
}

/** Finds a metric by key; null if the catalogue does not hold it. */
export function findMetric(catalogue: readonly Metric[], key: string): Metric | null {
  return catalogue.find((metric) => metric.key === key) ?? null;
}
