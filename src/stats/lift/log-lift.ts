import { tIsf } from '#stats/distributions.ts';
import { checkArm, meanVariance } from '#stats/moments/moments.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import type { LiftInput } from './delta-lift.ts';

/** `logStandardError` and `df` belong to ln(treatment mean / control mean); the interval is of the lift. */
export type LogLift = {
  readonly kind: 'ok';
  readonly method: 'log-ratio';
  readonly alpha: number;
  readonly alternative: 'two-sided';
  readonly n: number;
  readonly lift: number;
  readonly logStandardError: number;
  readonly df: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Lift interval on the log scale, with Satterthwaite's degrees of freedom of that scale.
 * Refuses `log_undefined` (a mean <= 0), `insufficient_sample`, `zero_variance` (both arms
 * constant), `invalid_input`. Source: delta method on ln of each mean, as in tea-tasting.
 */
export function logLift(input: LiftInput): LogLift | StatsRefusal {
  const { control, treatment, alpha } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const problem = checkArm(control) ?? checkArm(treatment);
  if (problem !== undefined) return problem;
  if (control.mean <= 0 || treatment.mean <= 0) return refuse('log_undefined', 'a mean is 0 or negative');
  const fromControl = Math.sqrt(meanVariance(control)) / control.mean;
  const fromTreatment = Math.sqrt(meanVariance(treatment)) / treatment.mean;
  const logStandardError = Math.hypot(fromControl, fromTreatment);
  if (logStandardError === 0) return refuse('zero_variance', 'both arms are constant');
  const share = (fromControl / logStandardError) ** 2;
  const df = 1 / (share ** 2 / (control.n - 1) + (1 - share) ** 2 / (treatment.n - 1));
  const lift = (treatment.mean - control.mean) / control.mean;
  const half = tIsf(alpha / 2, df) * logStandardError;
  const centre = Math.log(treatment.mean) - Math.log(control.mean);
  const lower = Math.expm1(centre - half);
  const upper = Math.expm1(centre + half);
  if (![lift, df, lower, upper].every(Number.isFinite)) {
    return refuse('invalid_input', 'the means are too uncertain for a ratio');
  }
  return {
    kind: 'ok',
    method: 'log-ratio',
    alpha,
    alternative: 'two-sided',
    n: control.n + treatment.n,
    lift,
    logStandardError,
    df,
    confidenceInterval: { lower, upper },
  };
}
