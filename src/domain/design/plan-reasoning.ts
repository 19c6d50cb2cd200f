/** The range in which the lift of the goal is expected to lie in eight of ten cases: relative changes of the goal, low before high. */
export interface Forecast {
  readonly low: number;
  readonly high: number;
}

/** A past experiment that a design names, and whether its outcome speaks for or against the hypothesis. */
export interface Citation {
  readonly key: string;
  readonly title: string;
  readonly stance: 'supports' | 'contradicts';
  /** Keys of experiments that found the opposite of this one, as the memory says; left out if there are none. */
  readonly contradictedBy?: readonly string[];
}

/** Another goal, and why. A person decides. */
export interface GoalObjection {
  /** Key and name of a metric of the catalogue. */
  readonly goalMetric: string;
  readonly name: string;
  readonly reason: string;
  /** Days that a plan for it takes; null if none fits into the longest. */
  readonly days: number | null;
}

/** Why a plan is as it is, as the designer or the person who gave it says: words and choices; the range of the forecast is computed. */
export interface PlanReasoning {
  /** A person gave the design; left out if the designer made it. */
  readonly by?: 'person';
  /** How the change is meant to move the goal. */
  readonly mechanism: string;
  /** What the experiment would show if the hypothesis is wrong. */
  readonly disproof: string;
  /** Why a guardrail is one, by metric key; those that people asked for may have none. */
  readonly guardrailReasons: Readonly<Record<string, string>>;
  /** Dimensions of the settings by which the effect may differ. */
  readonly segments: readonly string[];
  readonly forecast: Forecast;
  readonly citations: readonly Citation[];
  /** Why no past experiment is cited although some were shown; left out if one is, or none was shown. */
  readonly noneSimilar?: string;
  /** The goal that the designer would take in place of the one asked for; left out if it objects to nothing. */
  readonly objection?: GoalObjection;
}
