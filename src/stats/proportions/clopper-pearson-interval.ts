import { betaQuantile } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkCounts } from './proportion-test.ts';
import type { RateInput, RateInterval } from './wilson-interval.ts';

/**
 * Clopper and Pearson's exact interval of one rate: never covers less than 1 - alpha. Refuses
 * `insufficient_sample` (no units), `invalid_input`. Source: Clopper and Pearson 1934.
 */
export function clopperPearsonInterval({ n, successes, alpha }: RateInput): RateInterval | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const problem = checkCounts({ n, successes });
  if (problem !== undefined) return problem;
  const failures = n - successes;
  return {
    kind: 'ok',
    method: 'clopper-pearson',
    alpha,
    n,
    estimate: successes / n,
    confidenceInterval: {
      lower: successes === 0 ? 0 : betaQuantile(alpha / 2, successes, failures + 1),
      upper: failures === 0 ? 1 : betaQuantile(1 - alpha / 2, successes + 1, failures),
    },
  };
}
