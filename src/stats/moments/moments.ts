import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { centredProduct } from './centred-product.ts';

/**
 * All that a test of a mean needs to know of one arm: `n` units (a whole number >= 0), their
 * `mean`, and `m2`, the sum of squared deviations from that mean. Kept in this form because
 * sums of squares lose the variance once the mean is large against the spread.
 */
export type Moments = { readonly n: number; readonly mean: number; readonly m2: number };

/** Moments of no units: the neutral element of {@link mergeMoments}. */
export const NO_UNITS: Moments = { n: 0, mean: 0, m2: 0 };

/** Moments from a sample variance (divisor n - 1, >= 0). */
export function momentsFromVariance(n: number, mean: number, variance: number): Moments {
  return { n, mean, m2: n > 1 ? variance * (n - 1) : 0 };
}

/**
 * Moments from raw sums, with the subtraction carried out in twice the usual digits. What the
 * sums themselves have lost stays lost: at a mean beyond about 1e6 standard deviations subtract
 * a fixed value at the source, and add it to the mean. A variance that is negative by more
 * than rounding stays negative, for {@link checkMoments} to refuse.
 */
export function momentsFromSums(n: number, sum: number, sumSquares: number): Moments {
  if (n <= 0) return { n, mean: 0, m2: 0 };
  const m2 = centredProduct(n, sum, sum, sumSquares);
  return { n, mean: sum / n, m2: m2 < 0 && m2 > -1e-9 * sumSquares ? 0 : m2 };
}

/** Moments of 0/1 data with `successes` ones among `n`. */
export function momentsFromCounts(n: number, successes: number): Moments {
  // Successes without units leave a negative m2, too, for `checkMoments` to refuse.
  if (n <= 0) return { n, mean: 0, m2: 0 - Math.abs(successes) };
  return { n, mean: successes / n, m2: successes * ((n - successes) / n) };
}

/** Moments of the values themselves, in one pass (Welford). */
export function momentsOf(values: readonly number[]): Moments {
  let mean = 0;
  let m2 = 0;
  let n = 0;
  for (const value of values) {
    n += 1;
    const before = value - mean;
    // Values further apart than any double leave an infinite m2, for `checkMoments` to refuse.
    mean += Number.isFinite(before) ? before / n : value / n - mean / n;
    m2 += before * (value - mean);
  }
  return { n, mean, m2 };
}

/** Moments of all units of both, as if pooled (Chan, Golub, LeVeque 1983). */
export function mergeMoments(first: Moments, second: Moments): Moments {
  if (first.n === 0) return second;
  if (second.n === 0) return first;
  const n = first.n + second.n;
  const gap = second.mean - first.mean;
  return {
    n,
    mean: first.mean + gap * (second.n / n),
    m2: first.m2 + second.m2 + gap * gap * first.n * (second.n / n),
  };
}

/** Moments of any number of disjoint groups, pooled. */
export function mergeAllMoments(groups: readonly Moments[]): Moments {
  return groups.reduce(mergeMoments, NO_UNITS);
}

/** Sample variance (divisor n - 1); 0 below two units, which callers refuse first. */
export function sampleVariance(moments: Moments): number {
  return moments.n > 1 ? Math.max(0, moments.m2) / (moments.n - 1) : 0;
}

/** Squared standard error of the mean. */
export function meanVariance(moments: Moments): number {
  return sampleVariance(moments) / moments.n;
}

/** Refuses moments that no data can have: n fractional, negative or above 2^53, negative m2, non-finite figures. */
export function checkMoments(moments: Moments): StatsRefusal | undefined {
  const { n, mean, m2 } = moments;
  if (!Number.isSafeInteger(n) || n < 0)
    return refuse('invalid_input', 'the number of units must be whole and below 2^53');
  if (!Number.isFinite(mean) || !Number.isFinite(m2)) {
    return refuse('invalid_input', 'mean and variance must be finite');
  }
  return m2 < 0 ? refuse('invalid_input', 'the variance is negative') : undefined;
}

/** {@link checkMoments}, and refuses fewer than two units, which have no variance. */
export function checkArm(moments: Moments): StatsRefusal | undefined {
  const problem = checkMoments(moments);
  if (problem !== undefined) return problem;
  return moments.n < 2 ? refuse('insufficient_sample', 'an arm has fewer than 2 units') : undefined;
}
