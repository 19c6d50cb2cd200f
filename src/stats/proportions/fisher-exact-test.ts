import { type Alternative, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Counts, checkCounts } from './proportion-test.ts';
import { LARGEST_TABLE, tableWeights } from './table-weights.ts';

/** All three p-values of the 2 x 2 table; `greater` means the treatment's rate is higher. */
export type FisherTest = {
  readonly kind: 'ok';
  readonly method: 'fisher-exact';
  readonly n: number;
  readonly pValues: Readonly<Record<Alternative, number>>;
};

/** Tables whose probability exceeds the observed one by no more than this share count as equal to it. */
const SLACK = 1 + 1e-7;

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
