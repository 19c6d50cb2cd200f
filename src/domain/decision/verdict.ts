/** What the rules say of one look. Not what people decide: that is a `Decision`. */
export type Recommendation = 'ship' | 'kill' | 'end-without-winner' | 'keep-running';

/** One criterion of the decision rules with the figures it was judged by. */
export interface Criterion {
  readonly key: string;
  readonly state: 'met' | 'not-met' | 'unknown';
  readonly text: string;
  readonly figures: Readonly<Record<string, number>>;
}

export interface Verdict {
  readonly recommendation: Recommendation;
  /** The treatment that the recommendation is about; null if none stands out. */
  readonly variant: string | null;
  readonly criteria: readonly Criterion[];
  /** Which rule of the table decided. */
  readonly rule: string;
  /** A guardrail or goal proven harmful: the bot stops the experiment at once. */
  readonly harm: { readonly metric: string; readonly variant: string } | null;
}
