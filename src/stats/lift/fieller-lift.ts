import { tIsf } from '#stats/distributions.ts';
import { meanVariance } from '#stats/moments/moments.ts';
import { type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { baselineTest, type LiftInput } from './delta-lift.ts';

/**
 * `lift` = treatment mean / control mean - 1 (for a negative control mean its sign is opposite
 * to `deltaLift`'s). `g` >= 1 says that the control mean cannot be told from 0: the set is
 * then unbounded and `confidenceInterval` null. It excludes 0 exactly when `pValue` < alpha.
 */
export type FiellerLift = {
  readonly kind: 'ok';
  readonly method: 'fieller';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly n: number;
  readonly lift: number;
  readonly df: number;
  readonly pValue: number;
  readonly g: number;
  readonly bounded: boolean;
  readonly confidenceInterval: ConfidenceInterval | null;
};

/**
 * Fieller's interval for the relative lift, with the quantile and degrees of freedom of the
 * Welch test. Refuses `zero_baseline` (control mean 0) and whatever the Welch test refuses.
 * Source: Fieller 1954.
 */
export function fiellerLift(input: LiftInput): FiellerLift | StatsRefusal {
  const { control, treatment, alpha } = input;
  const welch = baselineTest(input);
  if (welch.kind === 'refused') return welch;
  const { df, n, pValue } = welch;
  // Everything relative to the control mean, so that tiny and huge units behave alike.
  const scale = tIsf(alpha / 2, df) / Math.abs(control.mean);
  const controlShare = scale * Math.sqrt(meanVariance(control));
  const treatmentShare = scale * Math.sqrt(meanVariance(treatment));
  const g = controlShare * controlShare;
  const lift = welch.absoluteEffect / control.mean;
  if (![g, lift].every(Number.isFinite)) {
    return refuse('invalid_input', 'the control mean is too small to divide by');
  }
  const common = {
    kind: 'ok',
    method: 'fieller',
    alpha,
    alternative: 'two-sided',
    n,
    lift,
    df,
    pValue,
    g,
  } as const;
  if (g >= 1) return { ...common, bounded: false, confidenceInterval: null };
  const spread = Math.hypot(Math.sqrt(1 - g) * treatmentShare, (1 + lift) * controlShare);
  // [R -/+ spread] / (1 - g) - 1, written from the lift so that small ones keep their digits.
  const lower = (lift + g - spread) / (1 - g);
  const upper = (lift + g + spread) / (1 - g);
  if (![lower, upper].every(Number.isFinite)) {
    return refuse('invalid_input', 'the control mean is too small to divide by');
  }
  return { ...common, bounded: true, confidenceInterval: { lower, upper } };
}
