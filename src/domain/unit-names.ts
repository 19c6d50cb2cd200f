import type { MetricSketch } from './metric-sketch.ts';

/** Names of a metric's columns in the levels with one row per unit. */
export interface UnitNames {
  /** What its events add up to; of the second measure too. */
  readonly total: string;
  readonly secondTotal: string;
  /** What is compared. */
  readonly value: string;
  /** The second measure: denominator or covariate; null without. */
  readonly second: string | null;
  /** How many values were no number; null if no number is asked for. */
  readonly unusable: string | null;
  /** Whether the unit is mature; null if every unit counts. */
  readonly counts: string | null;
}

export function unitNames(sketch: MetricSketch): UnitNames {
  const { prefix, main, denominator, covariateSeconds, matureSeconds } = sketch;
  const isSummed = main.aggregate === 'sum' || denominator?.aggregate === 'sum';
  return {
    total: `${prefix}_total`,
    secondTotal: `${prefix}_second_total`,
    value: `${prefix}_value`,
    second: denominator === null && covariateSeconds === null ? null : `${prefix}_second`,
    unusable: isSummed ? `${prefix}_unusable` : null,
    counts: matureSeconds === 0 ? null : `${prefix}_counts`,
  };
}

/** The names that are there, in one order. */
export function namesThere(sketch: MetricSketch): readonly string[] {
  const { value, second, unusable, counts } = unitNames(sketch);
  return [value, second, unusable, counts].filter((name) => name !== null);
}
