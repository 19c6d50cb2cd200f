import { normalIsf } from '#stats/distributions.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Counts, checkCounts, rateDifference } from './proportion-test.ts';
import { wilsonBounds } from './wilson-interval.ts';

/** `alpha` in (0, 1). */
export type RatePairInput = { readonly control: Counts; readonly treatment: Counts; readonly alpha: number };

/** Treatment rate - control rate with its interval, within [-1, 1]. */
export type RateDifference = {
  readonly kind: 'ok';
  readonly method: 'newcombe';
  readonly alpha: number;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Newcombe's hybrid score interval (his method 10, no continuity correction); has width also
 * at 0 successes. Refuses `insufficient_sample` (an arm without units), `invalid_input`.
 * Source: Newcombe 1998.
 */
export function newcombeInterval(input: RatePairInput): RateDifference | StatsRefusal {
  const { control, treatment, alpha } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const problem = checkCounts(control) ?? checkCounts(treatment);
  if (problem !== undefined) return problem;
  const z = normalIsf(alpha / 2);
  const controlRate = control.successes / control.n;
  const treatmentRate = treatment.successes / treatment.n;
  const around = wilsonBounds(control, z);
  const reached = wilsonBounds(treatment, z);
  const absoluteEffect = rateDifference(control, treatment);
  return {
    kind: 'ok',
    method: 'newcombe',
    alpha,
    n: control.n + treatment.n,
    absoluteEffect,
    confidenceInterval: {
      lower: absoluteEffect - Math.hypot(treatmentRate - reached.lower, around.upper - controlRate),
      upper: absoluteEffect + Math.hypot(reached.upper - treatmentRate, controlRate - around.lower),
    },
  };
}
