import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/**
 * `bonferroni`, `holm` and `hochberg` hold the family-wise error rate (Hochberg under
 * non-negative dependence), `bh` the false discovery rate (same proviso), `by` the false
 * discovery rate under any dependence.
 */
export type MultiplicityMethod = 'bonferroni' | 'holm' | 'hochberg' | 'bh' | 'by';

/** Adjusted p-values in input order; `null` stays `null`. `n` counts the p-values tested. */
export type Adjusted = {
  readonly kind: 'ok';
  readonly method: MultiplicityMethod;
  readonly n: number;
  readonly adjusted: readonly (number | null)[];
};

/**
 * Adjusts p-values for having tested several at once; compare the answer with the alpha (or
 * false discovery rate) of the whole family. A missing p (`null`) is not counted; an empty
 * family gives an empty answer. Refuses `invalid_input` for a p outside 0..1.
 * Sources: Holm 1979; Hochberg 1988; Benjamini, Hochberg 1995; Benjamini, Yekutieli 2001.
 */
export function adjustPValues(
  pValues: readonly (number | null)[],
  method: MultiplicityMethod,
): Adjusted | StatsRefusal {
  const tested = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
  if (tested.some(({ p }) => !(p >= 0 && p <= 1))) {
    return refuse('invalid_input', 'a p-value must lie between 0 and 1');
  }
  const sorted = tested.toSorted((first, second) => first.p - second.p);
  const scaled = sorted.map(({ p }, rank) => p * factor(method, rank + 1, sorted.length));
  const steps =
    method === 'bh' || method === 'by' || method === 'hochberg' ? fromTop(scaled) : fromBottom(scaled);
  const adjusted: (number | null)[] = pValues.map(() => null);
  for (const [rank, { index }] of sorted.entries()) adjusted[index] = steps[rank] ?? 1;
  return { kind: 'ok', method, n: tested.length, adjusted };
}

/** What the p-value of this rank (1 = smallest) among `count` is multiplied by. */
function factor(method: MultiplicityMethod, rank: number, count: number): number {
  if (method === 'bonferroni') return count;
  if (method === 'holm' || method === 'hochberg') return count - rank + 1;
  return (count / rank) * (method === 'by' ? harmonic(count) : 1);
}

function harmonic(count: number): number {
  let sum = 0;
  for (let k = count; k >= 1; k -= 1) sum += 1 / k;
  return sum;
}

/** Running maximum, capped at 1: a larger p never ends below a smaller one. */
function fromBottom(scaled: readonly number[]): number[] {
  let highest = 0;
  return scaled.map((value) => {
    highest = Math.max(highest, Math.min(1, value));
    return highest;
  });
}

/** Running minimum from the largest p downwards, capped at 1. */
function fromTop(scaled: readonly number[]): number[] {
  let lowest = 1;
  return scaled
    .toReversed()
    .map((value) => {
      lowest = Math.min(lowest, value);
      return lowest;
    })
    .toReversed();
}
