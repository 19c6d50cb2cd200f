import { tIsf } from '#stats/distributions.ts';
import { type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { baselineTest, type LiftInput } from './delta-lift.ts';
import { fiellerSet } from './fieller-set.ts';

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
  const set = fiellerSet(control, treatment, tIsf(alpha / 2, df));
  if (set === null || !Number.isFinite(set.g) || (set.g < 1 && set.interval === null)) {
    return refuse('invalid_input', 'the control mean is too small to divide by');
  }
  // The set is relative to |control mean|, this answer to the control mean itself.
  const mirrored = control.mean < 0;
  return {
    kind: 'ok',
    method: 'fieller',
    alpha,
    alternative: 'two-sided',
    n,
    lift: mirrored ? -set.lift : set.lift,
    df,
    pValue,
    g: set.g,
    bounded: set.g < 1,
    confidenceInterval: mirrored ? mirror(set.interval) : set.interval,
  };
}

function mirror(interval: ConfidenceInterval | null): ConfidenceInterval | null {
  return interval && { lower: -interval.upper, upper: -interval.lower };
}
