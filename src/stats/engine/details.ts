import type { Moments } from '#stats/moments/moments.ts';

/** What a look adds to its comparisons for readers. Nothing of it ships anything. All figures are finite and survive JSON. */

/** A comparison as it would be without the covariate, and what the covariate saves. */
export interface RawComparison {
  readonly controlMean: number;
  readonly treatmentMean: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  /** Null if the control level is 0. */
  readonly lift: number | null;
  /** Share of the variance of the effect that the covariate takes out; below 0 if it adds some. */
  readonly varianceSaved: number;
}

/**
 * The Bayesian view of one comparison. `chance` is that of being better than the control, for a guardrail of being within its
 * margin. Losses are relative to the control's level: what is given up on average by the one choice or the other.
 */
export interface SecondOpinion {
  readonly method: 'normal-posterior' | 'beta-binomial';
  readonly chance: number;
  readonly lossIfShipped: number;
  readonly lossIfKept: number;
  /** The same chance under a prior that doubts large effects; left out if no prior is needed to compare. */
  readonly scepticalChance?: number;
}

/** What stands behind one comparison. */
export interface ComparisonDetail {
  readonly metric: string;
  readonly variant: string;
  /** Events to be expected in the smaller arm. */
  readonly expectedEvents: number;
  /** With a covariate alone. */
  readonly raw?: RawComparison;
  /** If the look may end the experiment and earlier looks have shown effects. */
  readonly medianUnbiasedLift?: number;
  /** Left out if no lift can be stated. */
  readonly opinion?: SecondOpinion;
}

/** The units with one value of a dimension (null: none), with the moments of the goal by variant. */
export interface LookSegment {
  readonly dimension: string;
  readonly value: string | null;
  readonly units: Readonly<Record<string, number>>;
  readonly moments: Readonly<Record<string, Moments>>;
  /** The moments of the values themselves, if a covariate adjusts the others. */
  readonly raw: Readonly<Record<string, Moments>>;
}

/** The effect on the goal in one segment. The p-value is corrected for all segments, dimensions and treatments. */
export interface SegmentEffect {
  readonly value: string | null;
  readonly variant: string;
  /** Null if too few events are expected, or the control's level is 0. */
  readonly lift: number | null;
  readonly adjustedPValue: number | null;
  readonly proven: boolean;
}

/** The effect on the goal with both arms weighted to the same mix of a dimension's values. */
export interface StratifiedEffect {
  readonly variant: string;
  readonly lift: number;
  /** Share of the variance of the plain effect that the mix takes out; below 0 if it adds some. */
  readonly varianceSaved: number;
}

/**
 * What a look knows by one dimension. No cell of fewer than 5 units is shown, nor can its units be worked out from those that are;
 * `stratified` counts them all.
 */
export interface SegmentDetail {
  readonly dimension: string;
  /** The largest segments, largest first; `splitPValue` is corrected for all of them, null if too few units came. */
  readonly shown: readonly {
    readonly value: string | null;
    readonly units: Readonly<Record<string, number>>;
    readonly splitPValue: number | null;
  }[];
  /** Values that are left out, because they are small. */
  readonly hidden: number;
  /** Empty unless the look may be the last: an effect by segment is not corrected for looks. */
  readonly effects: readonly SegmentEffect[];
  /** By treatment: the chance that the segments differ so much if all have one effect. */
  readonly heterogeneity: Readonly<Record<string, number>>;
  /** By treatment, over all segments; left out unless the look may be the last. */
  readonly stratified?: readonly StratifiedEffect[];
}

/** The goal of the units that entered on one day after the launch (0 is the first), by variant. */
export interface DayOfUnits {
  readonly day: number;
  readonly moments: Readonly<Record<string, Moments>>;
}

/** Whether the effect on the goal changes with the day on which units entered: over the first and the second half of the days. */
export interface TrendDetail {
  readonly variant: string;
  readonly days: number;
  readonly earlyLift: number;
  readonly lateLift: number;
  readonly pattern: 'novelty' | 'learning' | 'steady';
  readonly pValue: number;
}

/** An experiment that ran beside this one, with the units of this one by the variant of it that they met. */
export interface OtherExperiment {
  readonly experiment: string;
  readonly title: string;
  readonly control: string;
  readonly treatments: readonly string[];
  readonly segments: readonly LookSegment[];
}

/** What the data say of units that met an experiment that ran at the same time. */
export interface OverlapDetail {
  readonly experiment: string;
  readonly title: string;
  /** Share of the units that met it; 0 if the exposures do not say, or fewer than 5 did; 1 if fewer than 5 did not. */
  readonly share: number;
  /** The least of its pairs, corrected: below 0.001 the two are not assigned independently. Null if it cannot be tested. */
  readonly crossingPValue: number | null;
  /** Empty unless the look may be the last. `difference` of the lifts under the other's treatment and control. */
  readonly interactions: readonly {
    readonly variant: string;
    readonly otherVariant: string;
    readonly difference: number | null;
    readonly adjustedPValue: number;
  }[];
}

/** The trials of one goal and treatment, described at this look and corrected for nothing. */
export interface TrialDetail {
  readonly metric: string;
  readonly variant: string;
  readonly controlTrials: number;
  readonly treatmentTrials: number;
  /** `absoluteEffect` and `interval` (two-sided, at the registered alpha) in metric units, the others in standard deviations; left out if refused. */
  readonly effect?: {
    readonly absoluteEffect: number;
    readonly pValue: number;
    readonly interval: { readonly lower: number; readonly upper: number };
    readonly cohenD: number;
    readonly hedgesG: number;
  };
  /** The reason why nothing can be said; left out if something can. */
  readonly refused?: string;
}

/** The details of one look. */
export interface LookDetails {
  readonly comparisons: readonly ComparisonDetail[];
  /** Chance of each variant to have the best level of the goal, with several treatments alone. */
  readonly chanceBest?: Readonly<Record<string, number>>;
  /** By registered dimension; left out without one. */
  readonly segments?: readonly SegmentDetail[];
  /** Left out unless the look may be the last and enough days are over. */
  readonly trends?: readonly TrendDetail[];
  /** Of a file under test; left out for code, and unless the look may be the last. */
  readonly trials?: readonly TrialDetail[];
  /** The experiments that ran at the same time; left out if none did. */
  readonly overlaps?: readonly OverlapDetail[];
}
