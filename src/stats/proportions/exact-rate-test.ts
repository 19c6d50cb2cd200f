import { normalIsf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Counts, checkCounts } from './proportion-test.ts';
import { LARGEST_TABLE, tableWeights } from './table-weights.ts';

/**
 * Mid-p of both directions, which add to 1; `greater` speaks for a higher rate of the treatment. `score` is the normal score
 * of the two, positive if the treatment's rate is higher, within ±37.
 */
export type ExactRateTest = {
  readonly kind: 'ok';
  readonly method: 'conditional-mid-p';
  readonly n: number;
  readonly greater: number;
  readonly less: number;
  readonly score: number;
};

/** Scores beyond it belong to p-values that a double cannot hold. */
const LARGEST_SCORE = 37;

/**
 * Two rates against a null odds ratio (treatment over control, > 0; 1: no difference), given the margins of the table: the
 * chance of more successes in the treatment than observed, and half the chance of just so many. Mid-p keeps the error rate on
 * average, which the exact p-value undercuts. Refuses `insufficient_sample` (an arm without units), `zero_variance` (only one
 * table is possible), `invalid_input`. Source: Fisher 1935; Cornfield 1956; Lancaster 1961 (mid-p).
 */
export function exactRateTest(
  control: Counts,
  treatment: Counts,
  oddsRatio = 1,
): ExactRateTest | StatsRefusal {
  const problem = checkCounts(control) ?? checkCounts(treatment);
  if (problem !== undefined) return problem;
  const n = control.n + treatment.n;
  if (n > LARGEST_TABLE || !(oddsRatio >= 1e-6 && oddsRatio <= 1e6)) {
    return refuse('invalid_input', 'the counts or the odds ratio are too extreme for an exact test');
  }
  const { first, weights } = tableWeights(control, treatment, oddsRatio);
  if (weights.length < 2) return refuse('zero_variance', 'the margins allow one table only');
  const place = treatment.successes - first;
  const sum = (part: readonly number[]) => part.reduce((all, weight) => all + weight, 0);
  const half = (weights[place] ?? 0) / 2;
  // An observed table that is too rare to be listed lies beyond the end that it is nearest to.
  const above = sum(weights.slice(Math.max(0, place + 1))) + half;
  const below = sum(weights.slice(0, Math.max(0, place))) + half;
  const [greater, less] = [above / (above + below), below / (above + below)];
  const score = Math.min(LARGEST_SCORE, normalIsf(Math.min(greater, less)));
  return {
    kind: 'ok',
    method: 'conditional-mid-p',
    n,
    greater,
    less,
    score: greater <= less ? score : 0 - score,
  };
}
