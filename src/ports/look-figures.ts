/** How many standard errors of a share the bounds of a quantile lie from it: the two-sided 95 % of a normal distribution. */
export const QUANTILE_REACH = 1.959963984540054;

/**
 * Figures of one metric in one variant. `variance` and `covariance` have the divisor n - 1 and are null below two units; means are
 * null without any.
 */
export interface ArmFigures {
  /** Units that count for the metric. */
  readonly n: number;
  /** Of the unit values; of a ratio, of the numerator; of a quantile, the quantile itself, with no variance. */
  readonly mean: number | null;
  readonly variance: number | null;
  /** Ratio alone: of the denominator per unit, and of both together. */
  readonly denominator?: JointFigures;
  /** With a covariate alone: of the same measure before the first exposure, and of both together. */
  readonly covariate?: JointFigures;
  /** Quantile alone: the values that so many units stay below as the share of the quantile ∓ `QUANTILE_REACH` standard errors says. */
  readonly bounds?: { readonly lower: number | null; readonly upper: number | null };
}

/** A second measure of the same units beside the first. */
export interface JointFigures {
  readonly mean: number | null;
  readonly variance: number | null;
  readonly covariance: number | null;
}

/** Units whose first exposure was on a UTC date (`2026-11-28`), by variant, with the figures of the daily metric if one is asked for. */
export interface DayFigures {
  readonly date: string;
  readonly units: Readonly<Record<string, number>>;
  readonly figures?: Readonly<Record<string, ArmFigures>>;
}

/** Figures of the units with one value of a dimension at their first exposure; null for none. */
export interface SegmentFigures {
  readonly dimension: string;
  readonly value: string | null;
  readonly units: Readonly<Record<string, number>>;
  readonly moments: Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;
}

/** What a look cost at its source. */
export interface LookCost {
  /** Bytes that were scanned; null if the source does not tell. */
  readonly bytes: number | null;
  readonly seconds: number;
}

/** The answer to a look. Every declared variant is listed everywhere. */
export interface LookFigures {
  readonly units: Readonly<Record<string, number>>;
  /** Units that met more than one declared variant; they are in none. */
  readonly multiple: number;
  /** Units whose exposure events named no declared variant. */
  readonly withoutVariant: number;
  /** `moments[metric][variant]` */
  readonly moments: Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;
  /** By metric: values that are no finite number although a sum needs one; each added 0. */
  readonly unusable: Readonly<Record<string, number>>;
  /** Empty unless asked for; ascending. */
  readonly daily: readonly DayFigures[];
  /** Empty unless asked for. */
  readonly segments: readonly SegmentFigures[];
  /** Left out by a source that does not say. */
  readonly cost?: LookCost;
}

/** The answer to a baseline. */
export interface BaselineFigures {
  readonly units: number;
  /** New units per day of 86,400 s, oldest first; as many as the request's `days`. */
  readonly firstSeen: readonly number[];
  /** By metric. */
  readonly moments: Readonly<Record<string, ArmFigures>>;
  readonly unusable: Readonly<Record<string, number>>;
}
