import { normalIsf } from '#stats/distributions.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Counts, checkCounts } from './proportion-test.ts';

/** `alpha` in (0, 1). */
export type RateInput = Counts & { readonly alpha: number };

/** A rate and its interval, within [0, 1]. */
export type RateInterval = {
  readonly kind: 'ok';
  readonly method: 'wilson' | 'clopper-pearson';
  readonly alpha: number;
  readonly n: number;
  readonly estimate: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Wilson's score interval of one rate; exactly 0 at no successes and exactly 1 at all. Refuses
 * `insufficient_sample` (no units), `invalid_input`. Source: Wilson 1927.
 */
export function wilsonInterval({ n, successes, alpha }: RateInput): RateInterval | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const problem = checkCounts({ n, successes });
  if (problem !== undefined) return problem;
  const estimate = successes / n;
  return {
    kind: 'ok',
    method: 'wilson',
    alpha,
    n,
    estimate,
    confidenceInterval: wilsonBounds({ n, successes }, normalIsf(alpha / 2)),
  };
}

/** Wilson's bounds of legal counts at the normal quantile `z` > 0. */
export function wilsonBounds({ n, successes }: Counts, z: number): ConfidenceInterval {
  const share = (z / n) * z;
  const rate = successes / n;
  const failure = (n - successes) / n;
  const root = Math.sqrt(share * rate * failure + (share * share) / 4);
  // The product of both roots is rate^2 / (1 + share): dividing by the larger one cannot cancel.
  const lower = (rate * rate) / (rate + share / 2 + root);
  const upper =
    rate < 0.5
      ? (rate + share / 2 + root) / (1 + share)
      : 1 - (failure * failure) / (failure + share / 2 + root);
  return { lower, upper };
}
