import { type Alternative, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Counts, checkCounts } from './proportion-test.ts';

/** All three p-values of the 2 x 2 table; `greater` means the treatment's rate is higher. */
export type FisherTest = {
  readonly kind: 'ok';
  readonly method: 'fisher-exact';
  readonly n: number;
  readonly pValues: Readonly<Record<Alternative, number>>;
};

/** Beyond this many units the tables are too many to add up, and the z test is exact enough. */
const LARGEST_TABLE = 1e9;
/** Tables whose probability exceeds the observed one by no more than this share count as equal to it. */
const SLACK = 1 + 1e-7;
/** Tables this much rarer than the likeliest one cannot move a p-value that a double can hold. */
const SMALLEST_WEIGHT = 1e-305;

/**
 * Fisher's exact test of two rates; two-sided sums every table not more likely than the observed
 * one, as R does. Probabilities come from the ratio of neighbouring tables, starting at the most
 * likely one, so they keep their relative accuracy in the tails. Refuses `insufficient_sample`
 * (an arm without units), `invalid_input`. Source: Fisher 1935.
 */
export function fisherExactTest(control: Counts, treatment: Counts): FisherTest | StatsRefusal {
  const problem = checkCounts(control) ?? checkCounts(treatment);
  if (problem !== undefined) return problem;
  const n = control.n + treatment.n;
  if (n > LARGEST_TABLE) return refuse('invalid_input', 'the counts are too large for an exact test');
  const observed = treatment.successes;
  const { first, weights } = tableWeights(control, treatment);
  const own = weights[observed - first] ?? 0;
  let total = 0;
  let below = 0;
  let above = 0;
  let rarer = 0;
  weights.forEach((weight, index) => {
    total += weight;
    if (first + index <= observed) below += weight;
    if (first + index >= observed) above += weight;
    if (weight <= own * SLACK) rarer += weight;
  });
  const share = (weight: number) => Math.min(1, weight / total);
  const pValues = { 'two-sided': share(rarer), greater: share(above), less: share(below) };
  return { kind: 'ok', method: 'fisher-exact', n, pValues };
}

/**
 * The weight of each possible number of treatment successes from `first` on, 1 near the mode;
 * those below about 1e-305 at either end are left out.
 */
function tableWeights(control: Counts, treatment: Counts): { first: number; weights: readonly number[] } {
  const successes = control.successes + treatment.successes;
  const lowest = Math.max(0, successes - control.n);
  const highest = Math.min(treatment.n, successes);
  /** Weight at k + 1 over weight at k. */
  const ratio = (k: number) =>
    ((treatment.n - k) / (k + 1)) * ((successes - k) / (control.n - successes + k + 1));
  const peak = Math.floor(((treatment.n + 1) / (control.n + treatment.n + 2)) * (successes + 1));
  const mode = Math.min(highest, Math.max(lowest, peak));
  const falling: number[] = [];
  let weight = 1;
  for (let k = mode - 1; k >= lowest && weight > SMALLEST_WEIGHT; k -= 1) {
    weight /= ratio(k);
    falling.push(weight);
  }
  const first = mode - falling.length;
  const weights = falling.reverse();
  weights.push(1);
  weight = 1;
  for (let k = mode; k < highest && weight > SMALLEST_WEIGHT; k += 1) {
    weight *= ratio(k);
    weights.push(weight);
  }
  return { first, weights };
}
