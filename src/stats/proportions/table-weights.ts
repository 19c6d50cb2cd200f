import type { Counts } from './proportion-test.ts';

/** Beyond this many units the tables are too many to add up, and the z test is exact enough. */
export const LARGEST_TABLE = 1e9;
/** Tables this much rarer than the likeliest one cannot move a p-value that a double can hold. */
const SMALLEST_WEIGHT = 1e-305;

/**
 * The weight of each possible number of treatment successes from `first` on, given the margins of the 2 × 2 table, 1 at the
 * likeliest one; those below about 1e-305 at either end are left out. `oddsRatio` (> 0) is the treatment's odds over the
 * control's. Source: Fisher 1935; Cornfield 1956 (noncentral), with the mode of Liao, Rosen 2001.
 */
export function tableWeights(
  control: Counts,
  treatment: Counts,
  oddsRatio = 1,
): { readonly first: number; readonly weights: readonly number[] } {
  const successes = control.successes + treatment.successes;
  const lowest = Math.max(0, successes - control.n);
  const highest = Math.min(treatment.n, successes);
  /** Weight at k + 1 over weight at k. */
  const ratio = (k: number) =>
    oddsRatio * ((treatment.n - k) / (k + 1)) * ((successes - k) / (control.n - successes + k + 1));
  const mode = Math.min(highest, Math.max(lowest, modeOf(control, treatment, oddsRatio)));
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

/** The largest k whose weight is at least that of k - 1: the smaller root of a quadratic. */
function modeOf(control: Counts, treatment: Counts, oddsRatio: number): number {
  const successes = control.successes + treatment.successes;
  const linear = oddsRatio * (treatment.n + successes + 2) + control.n - successes;
  const constant = oddsRatio * (treatment.n + 1) * (successes + 1);
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * (oddsRatio - 1) * constant));
  return Math.floor((2 * constant) / (linear + root));
}
