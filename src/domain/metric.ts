import type { MetricKind } from '#stats/engine/analysis.ts';
import type { Direction } from '#stats/outcome.ts';

/** What becomes of a unit's events: how many, the sum of a property, how many different texts of a property. */
export type Aggregate = 'count' | 'sum' | 'unique';

/**
 * A rule on one property of an event. Texts are compared by code points; `icontains` ignores the case of ASCII letters; `gt` and
 * `lt` compare finite numbers, strictly, and match nothing else; `is_not` also matches a missing property.
 */
export type Condition =
  | {
      readonly property: string;
      readonly operator: 'exact' | 'is_not';
      readonly value: string | number | boolean;
    }
  | { readonly property: string; readonly operator: 'gt' | 'lt'; readonly value: number }
  | { readonly property: string; readonly operator: 'icontains'; readonly value: string }
  | { readonly property: string; readonly operator: 'is_set' };

/** Which events count and what is made of them. */
export interface Measure {
  /** Name of the event, in the analytics platform's words. */
  readonly event: string;
  /** Property that is summed, or whose different texts are counted; null counts events. */
  readonly property: string | null;
  /** `count` without a property and `sum` with one if left out. */
  readonly aggregate?: Aggregate;
  /** All of them must hold; none if left out. */
  readonly where?: readonly Condition[];
}

/** A metric as its team defines it: what is counted per unit, and which way is good. */
export interface Metric extends Measure {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: MetricKind;
  readonly desiredDirection: Direction;
  /** A unit's events count within this many days (of 86,400 s) after its first exposure. */
  readonly windowDays: number;
  /**
   * Days after the first exposure before which the event cannot come; 0 if left out. Of such a metric a unit counts
   * only once its window is over: before that its value is not known, and would count as 0.
   */
  readonly delayDays?: number;
  /** Retention: events count from `delayDays` after the first exposure on, not before; also with a delay of 0 a unit must be mature. */
  readonly isRetention?: true;
  /** Proportion: a unit counts as 1 from so many events on; 1 if left out. */
  readonly atLeast?: number;
  /** Ratio: what the sum of the numerator is divided by, in the same window. */
  readonly denominator?: Measure;
  /** Quantile: which one of the units' averages, between 0 and 1; 0.9 is the value that nine in ten units stay below. */
  readonly quantile?: number;
  /** Mean: values above it are set to it. A quantile is taken over the values other than 0 of all variants pooled. */
  readonly cap?: { readonly quantile: number } | { readonly value: number };
  /** Proportion and mean: the same measure over so many days before the first exposure takes chance out of the comparison. */
  readonly covariateDays?: number;
  /** Worst acceptable relative change as a guardrail, 0..1, if the designer names none. */
  readonly margin?: number;
  /** As a goal, the smallest lift worth having if a request leaves it open, relative, above 0. */
  readonly worthHaving?: number;
  /** Whether it must hold as a guardrail unless the request says otherwise; it is only watched if left out. */
  readonly mustHold?: boolean;
}

/** Why a metric can be no goal, in a sentence; null if it can. */
export function goalProblem({ kind, name }: Pick<Metric, 'kind' | 'name'>): string | null {
  return kind === 'quantile'
    ? `"${name}" is a quantile, for which no plan can be sized. Choose another goal; it can be a guardrail.`
    : null;
}

/** Days after its first exposure from which on a unit counts for the metric; 0 if it counts at once. */
export function maturityDays({
  windowDays,
  delayDays = 0,
  isRetention,
}: Pick<Metric, 'windowDays' | 'delayDays' | 'isRetention'>): number {
  return delayDays > 0 || isRetention === true ? Math.max(windowDays, delayDays) : 0;
}

/** Finds a metric by key; null if the catalogue does not hold it. */
export function findMetric(catalogue: readonly Metric[], key: string): Metric | null {
  return catalogue.find((metric) => metric.key === key) ?? null;
}
