import { answerByT } from '#stats/means/answer-by-t.ts';
import { type WelchTest, welchTest } from '#stats/means/welch-test.ts';
import { type Moments, meanVariance } from '#stats/moments/moments.ts';
import { type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** A lift with its delta-method standard error; the interval uses the absolute test's df. */
export type RelativeEffect = {
  readonly lift: number;
  readonly standardError: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/** `alpha` in (0, 1). */
export type LiftInput = { readonly control: Moments; readonly treatment: Moments; readonly alpha: number };

/**
 * `lift` = absolute effect / |control mean|. `pValue` is Welch's, of the absolute difference:
 * lift 0 is exactly no difference. `deltaPValue`, of lift / standardError, is another and laxer
 * test, given for comparison only; so the interval, too, can contradict `pValue` (Fieller's cannot).
 */
export type DeltaLift = {
  readonly kind: 'ok';
  readonly method: 'delta';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly n: number;
  readonly lift: number;
  readonly standardError: number;
  readonly df: number;
  readonly pValue: number;
  readonly deltaPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * The Welch test behind a lift. Refuses as {@link welchTest}, and `zero_baseline` for a control mean of
 * 0, even if both arms are constant. Source: Welch 1947.
 */
export function baselineTest(input: LiftInput): WelchTest | StatsRefusal {
  const welch = welchTest(input);
  const tested = welch.kind === 'ok' || welch.reason === 'zero_variance';
  return tested && input.control.mean === 0 ? refuse('zero_baseline', 'the control mean is 0') : welch;
}

/**
 * Relative lift with the delta method's standard error. Refuses `zero_baseline` (control mean 0)
 * and whatever the Welch test refuses. Source: Deng, Knoblich, Lu 2018.
 */
export function deltaLift(input: LiftInput): DeltaLift | StatsRefusal {
  const { control, treatment, alpha } = input;
  const welch = baselineTest(input);
  if (welch.kind === 'refused') return welch;
  const base = Math.abs(control.mean);
  const fromTreatment = Math.sqrt(meanVariance(treatment)) / base;
  const fromControl = (Math.sqrt(meanVariance(control)) / base) * (treatment.mean / base);
  const lift = welch.absoluteEffect / base;
  const standardError = Math.hypot(fromTreatment, fromControl);
  const { df } = welch;
  // A constant control with a treatment mean of 0 and a constant treatment cannot be told apart from no noise.
  if (standardError === 0) return refuse('zero_variance', 'the lift has no variance');
  const answer = answerByT({
    estimate: lift,
    standardError,
    df,
    alpha,
    alternative: 'two-sided',
    nullValue: 0,
  });
  if (answer.kind === 'refused') return answer;
  return {
    kind: 'ok',
    method: 'delta',
    alpha,
    alternative: 'two-sided',
    n: welch.n,
    lift,
    standardError,
    df,
    pValue: welch.pValue,
    deltaPValue: answer.pValue,
    confidenceInterval: answer.confidenceInterval,
  };
}
