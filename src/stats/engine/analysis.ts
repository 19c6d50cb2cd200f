/** What one look needs and yields. `analyze` (analyze.ts) maps the first half of this file to the second. */
import type { Moments } from '#stats/moments/moments.ts';
import type { Direction } from '#stats/outcome.ts';

/** `goal` decides, `guardrail` can only veto, `secondary` explains. */
export type MetricRole = 'goal' | 'guardrail' | 'secondary';
/**
 * Selects the statistic. A `ratio` comes in as the moments of its linearised per-unit values, a `quantile` as moments whose mean and
 * standard error are those of the quantile.
 */
export type MetricKind = 'proportion' | 'mean' | 'ratio' | 'quantile';

/** One metric as registered. `margin` (relative, 0..1) is the worst acceptable change of a guardrail. */
export interface MetricSpec {
  readonly key: string;
  readonly role: MetricRole;
  readonly kind: MetricKind;
  readonly desiredDirection: Direction;
  readonly margin: number | null;
  /**
   * Units over all variants that are planned to count for it at the registered end, if fewer than enter because its
   * events come late. Without it, every unit counts at once.
   */
  readonly plannedUnits?: number;
}

/** What must be reached before effects are shown (days, units, events per variant) and before a decision. */
export interface Minimum {
  readonly days: number;
  readonly unitsPerVariant: number;
  readonly eventsPerVariant: number;
  readonly unitsPerVariantToDecide: number;
}

/** The registered analysis. `allocation` sums to 1 over all variants; `plannedUnits` counts all variants. */
export interface AnalysisPlan {
  readonly control: string;
  readonly treatments: readonly string[];
  readonly allocation: Readonly<Record<string, number>>;
  readonly metrics: readonly MetricSpec[];
  readonly alpha: number;
  readonly plannedUnits: number;
  readonly plannedLooks: number;
  readonly monitoring: 'spending' | 'sequence';
  readonly smallestLift: number;
  readonly minimum: Minimum;
  readonly srmAlpha: number;
}

/** The data of one look, cumulative since launch. `moments[metric][variant]`. */
export interface LookData {
  readonly look: number;
  /** Whole days whose units count for the goal. */
  readonly daysRunning: number;
  readonly final: boolean;
  readonly units: Readonly<Record<string, number>>;
  readonly multipleExposure: number;
  readonly moments: Readonly<Record<string, Readonly<Record<string, Moments>>>>;
  /** Of metrics whose moments are without what a covariate explains: the moments of the values themselves. */
  readonly raw?: Readonly<Record<string, Readonly<Record<string, Moments>>>>;
  /** Metrics for which hardly a unit can count yet, because their events come late: missing data are no fault of theirs. */
  readonly awaited?: readonly string[];
  /** Treatments that were taken out before: they are compared no more, and the split is that of the others. */
  readonly dropped?: readonly string[];
  /** True for a watch between the looks: health and harm are read, and no effect. */
  readonly isWatch?: boolean;
  /** Units of the treatments with an event that means a privacy incident; left out if no such event is watched. */
  readonly privacyUnits?: number;
}

/** What an earlier look that showed effects left behind: all that spending must remember. */
export interface EarlierLook {
  readonly look: number;
  readonly informationFraction: number;
  /** By metric, if they differ because the events of some come late. */
  readonly fractions?: Readonly<Record<string, number>>;
}

/** Whether the data can be trusted, and whether there are enough of them to say so. */
export type HealthState = 'healthy' | 'unhealthy' | 'not-enough-traffic';
/** A named check with its figures, so that a reader can redo it. */
export interface HealthCheck {
  readonly key: 'sample-ratio' | 'multiple-exposure' | 'traffic' | 'data-arriving';
  readonly state: 'met' | 'not-met' | 'unknown';
  readonly figures: Readonly<Record<string, number>>;
}
/** All checks of a look and the state that follows from them. */
export interface Health {
  readonly state: HealthState;
  readonly checks: readonly HealthCheck[];
}

/**
 * One treatment against control on one metric. The interval is the one that is valid at this look
 * (repeated interval under spending, confidence sequence otherwise), never the naive one before the end.
 * `pValue` is null until the registered end unless it is always valid. `verdict` says what is proven, after correction,
 * in the metric's own direction; guardrails are `non-inferior`, `inferior` (proven worse than the margin) or `unproven`.
 */
export interface Comparison {
  readonly kind: 'ok';
  readonly metric: string;
  readonly role: MetricRole;
  readonly variant: string;
  /** `welch-spending`, `welch-sequence`, `non-inferiority-spending` or `non-inferiority-sequence`; `exact` for small counts. */
  readonly method: string;
  /** The level this comparison was held against after correction; the intervals are at this level, too. */
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'greater' | 'less';
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly controlMean: number;
  readonly treatmentMean: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  /** Of the plain difference; for guardrails of the distance from the margin (linear form). */
  readonly statistic: number;
  readonly criticalValue: number;
  readonly absoluteInterval: Interval;
  readonly lift: number | null;
  /** null when the control level is 0 or cannot be told from 0 (the interval would be unbounded). */
  readonly liftInterval: Interval | null;
  readonly pValue: number | null;
  /**
   * Corrected for all looks and for the family (guardrails: for looks only): the least level at which this look would
   * prove it. It agrees with the verdict: it is below the registered alpha (guardrails: alpha / 2) exactly if the verdict is proven.
   */
  readonly adjustedPValue: number | null;
  readonly verdict: 'better' | 'worse' | 'unproven' | 'non-inferior' | 'inferior';
}
/** Both ends, finite, in the units of what they enclose. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}
/** A comparison that the data do not allow, with the coded reason. */
export interface RefusedComparison {
  readonly kind: 'refused';
  readonly metric: string;
  readonly role: MetricRole;
  readonly variant: string;
  readonly reason: string;
  readonly detail: string;
  /** Events expected in the smaller arm, for a guardrail or a secondary rate; left out by looks of older versions. */
  readonly expectedEvents?: number;
}
/** A guardrail beyond its margin, or a goal more than 20 % worse, proven by the always-valid sequence. */
export interface ProvenHarm {
  readonly metric: string;
  readonly variant: string;
  readonly pValue: number;
}
/** A difference that would be harm, but rests on fewer than 25 events expected in the smaller arm. */
export interface UnprovenHarm {
  readonly metric: string;
  readonly variant: string;
  readonly expectedEvents: number;
}

/** A segment in which the goal is proven better at the registered end, after correction for all segments, dimensions and treatments. */
export interface SegmentProof {
  readonly dimension: string;
  /** Null: the units without a value. */
  readonly value: string | null;
  readonly variant: string;
  readonly lift: number;
  readonly adjustedPValue: number;
}

/** One look, computed. `show` is `effects` only when the minimum is met and health allows reading them. */
export interface Analysis {
  readonly look: number;
  readonly plannedLooks: number;
  readonly final: boolean;
  /**
   * Units that count for the goal / planned ones; passes 1 in an overrun. Later looks need it as it is; clip it to show it.
   */
  readonly informationFraction: number;
  /** The same of every metric, if the events of some come late. */
  readonly fractions?: Readonly<Record<string, number>>;
  /** Units per variant that count for the goal, if the events of a metric come late; else all of `units`. */
  readonly counted?: Readonly<Record<string, number>>;
  readonly show: 'progress' | 'effects';
  readonly minimumMet: boolean;
  readonly decisionMinimumMet: boolean;
  readonly units: Readonly<Record<string, number>>;
  readonly health: Health;
  /** Goals, then guardrails, then secondary metrics, each × treatments; empty while `show` is `progress`. */
  readonly comparisons: readonly (Comparison | RefusedComparison)[];
  /** Guardrails and goals proven harmful, as `provenHarm` says; empty while the arms are not comparable. */
  readonly harm: readonly ProvenHarm[];
  /** Left out by looks of older versions, as the next two. */
  readonly unprovenHarm?: readonly UnprovenHarm[];
  /** Whole days whose units count for the goal. */
  readonly daysRunning?: number;
  /** Treatments that were taken out before this look. */
  readonly dropped?: readonly string[];
  /** Units of the treatments with an event that means a privacy incident; left out if no such event is watched. */
  readonly privacyUnits?: number;
  /** Most certain first; left out unless segments were read at the registered end. */
  readonly segmentProofs?: readonly SegmentProof[];
}
