import { normalIsf } from '#stats/distributions.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import type { RatePairInput } from './newcombe-interval.ts';
import { checkCounts, rateDifference } from './proportion-test.ts';

/** `ratio` of the rates and `lift` = ratio - 1; error and interval are null at 0 treatment successes. */
export type KatzLift = {
  readonly kind: 'ok';
  readonly method: 'katz';
  readonly alpha: number;
  readonly n: number;
  readonly ratio: number;
  readonly lift: number;
  readonly logStandardError: number | null;
  readonly confidenceInterval: ConfidenceInterval | null;
};

/**
 * Katz's log interval for the ratio of two rates, given on the lift scale. Refuses
 * `zero_baseline` (no control successes), `insufficient_sample`, `zero_variance` (every unit
 * of both arms is a success), `invalid_input`. Source: Katz, Baptista, Azen, Pike 1978.
 */
export function katzLift({ control, treatment, alpha }: RatePairInput): KatzLift | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const problem = checkCounts(control) ?? checkCounts(treatment);
  if (problem !== undefined) return problem;
  if (control.successes === 0) return refuse('zero_baseline', 'control has no successes');
  const ratio = (treatment.successes / treatment.n) * (control.n / control.successes);
  const lift = rateDifference(control, treatment) * (control.n / control.successes);
  const common = { kind: 'ok', method: 'katz', alpha, n: control.n + treatment.n, ratio, lift } as const;
  if (treatment.successes === 0) return { ...common, logStandardError: null, confidenceInterval: null };
  const failures = (arm: { n: number; successes: number }) => (arm.n - arm.successes) / arm.n / arm.successes;
  const logStandardError = Math.sqrt(failures(control) + failures(treatment));
  if (logStandardError === 0) return refuse('zero_variance', 'all units convert in both arms');
  const half = normalIsf(alpha / 2) * logStandardError;
  const centre = Math.log(ratio);
  return {
    ...common,
    logStandardError,
    confidenceInterval: { lower: Math.expm1(centre - half), upper: Math.expm1(centre + half) },
  };
}
