/**
 * Why a statistic cannot be given. Data never make a statistics function throw or
 * return NaN: it answers with one of these codes instead.
 *
 * - `insufficient_sample`: an arm has fewer than 2 units although a variance is needed, or
 *   no unit although a proportion is asked for.
 * - `zero_variance`: the standard error is exactly 0 (both arms constant).
 * - `zero_baseline`: a relative result is asked for and the control level is 0.
 * - `zero_denominator`: a ratio metric's denominator adds up to 0 in an arm.
 * - `log_undefined`: a logarithm is asked for of a level that is 0 or negative.
 * - `invalid_input`: the figures contradict themselves or the function's stated ranges.
 * - `unexpected_traffic`: units were seen in a variant whose allocation is 0.
 * - `zero_effect`: a sample size is asked for an effect of 0.
 * - `unreachable`: no finite effect or sample reaches the target.
 */
export type ReasonCode =
  | 'insufficient_sample'
  | 'zero_variance'
  | 'zero_baseline'
  | 'zero_denominator'
  | 'log_undefined'
  | 'invalid_input'
  | 'unexpected_traffic'
  | 'zero_effect'
  | 'unreachable';

/** The coded answer in place of a result; `detail` is one English clause for people, never parsed. */
export type StatsRefusal = {
  readonly kind: 'refused';
  readonly reason: ReasonCode;
  readonly detail: string;
};

/** Builds a refusal. */
export function refuse(reason: ReasonCode, detail: string): StatsRefusal {
  return { kind: 'refused', reason, detail };
}

/** Which side of the null the experiment asks about; `greater` means treatment above control. */
export type Alternative = 'two-sided' | 'greater' | 'less';

/** Which way a metric is wanted to go. */
export type Direction = 'increase' | 'decrease';

/** Both ends of an interval; one-sided intervals carry an infinite end. */
export type ConfidenceInterval = { readonly lower: number; readonly upper: number };

/** Below this the half of a rate, or its quantile, would round to nothing. */
const LEAST_RATE = 1e-300;

/** True for an error rate or share that a test can use: at least 1e-300 and below 1. */
export function isRate(value: number): boolean {
  return value >= LEAST_RATE && value < 1;
}
