/** What a look adds to its comparisons for readers. Nothing of it decides. All figures are finite and survive JSON. */

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

/** The details of one look. */
export interface LookDetails {
  readonly comparisons: readonly ComparisonDetail[];
  /** Chance of each variant to have the best level of the goal, with several treatments alone. */
  readonly chanceBest?: Readonly<Record<string, number>>;
}
