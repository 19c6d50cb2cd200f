/** What the rules say of one look. Not what people decide: that is a `Decision`. */
export type Recommendation =
  | 'ship'
  | 'kill'
  | 'drop-variant'
  | 'end-without-winner'
  | 'keep-running'
  | 'extend'
  | 'iterate'
  | 'dig-into-segments'
  | 'ask-person'
  | 'do-not-read'
  | 'halt-for-privacy';

/** One criterion of the decision rules with the figures it was judged by. */
export interface Criterion {
  readonly key: string;
  readonly state: 'met' | 'not-met' | 'unknown';
  readonly text: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** A treatment that is out of the race, and the metric that says so. */
export interface HarmedTreatment {
  readonly variant: string;
  readonly metric: string;
  /** Proven by the always-valid sequence, so that the bot acts alone; else proven at a look, and a person decides. */
  readonly byBot: boolean;
}

export interface Verdict {
  readonly recommendation: Recommendation;
  /** The treatment that the recommendation is about; null if none stands out. */
  readonly variant: string | null;
  readonly criteria: readonly Criterion[];
  /** Which rule of the table decided. */
  readonly rule: string;
  /** Every treatment is proven harmful: the bot stops the experiment at once, and this is the first of the proofs. */
  readonly harm: { readonly metric: string; readonly variant: string } | null;
  /** The treatments that this look takes out of the race; left out if there are none. */
  readonly harmed?: readonly HarmedTreatment[];
  /** The name of the set of rules that the plan registers; left out if it registers none. */
  readonly ruleSet?: string;
  /** The version of the rules; left out by the first. */
  readonly rules?: number;
}
