import type { StatsRefusal } from '#stats/outcome.ts';
import { centredProduct } from './centred-product.ts';
import { checkMoments, type Moments } from './moments.ts';

/**
 * Joint moments of two values per unit: means, sums of squared deviations, and `crossM2`, the
 * sum of products of deviations. For a ratio metric `first` is the numerator and `second` the
 * denominator; for CUPED `first` is the metric and `second` the covariate.
 */
export type BivariateMoments = {
  readonly n: number;
  readonly firstMean: number;
  readonly secondMean: number;
  readonly firstM2: number;
  readonly secondM2: number;
  readonly crossM2: number;
};

/** Raw sums over `n` units of two values, their squares and their product. */
export type BivariateSums = {
  readonly n: number;
  readonly first: number;
  readonly second: number;
  readonly firstSquares: number;
  readonly secondSquares: number;
  readonly products: number;
};

/** Joint moments from raw sums, subtracted in twice the usual digits (see `momentsFromSums`). */
export function bivariateFromSums(sums: BivariateSums): BivariateMoments {
  const { n, first, second, firstSquares, secondSquares, products } = sums;
  if (n <= 0) return { n, firstMean: 0, secondMean: 0, firstM2: 0, secondM2: 0, crossM2: 0 };
  return {
    n,
    firstMean: first / n,
    secondMean: second / n,
    firstM2: atLeastZero(centredProduct(n, first, first, firstSquares), firstSquares),
    secondM2: atLeastZero(centredProduct(n, second, second, secondSquares), secondSquares),
    crossM2: centredProduct(n, first, second, products),
  };
}

/** Joint moments of all units of both groups, as if pooled (Chan, Golub, LeVeque 1983). */
export function mergeBivariate(one: BivariateMoments, other: BivariateMoments): BivariateMoments {
  if (one.n === 0) return other;
  if (other.n === 0) return one;
  const n = one.n + other.n;
  const firstGap = other.firstMean - one.firstMean;
  const secondGap = other.secondMean - one.secondMean;
  const weight = one.n * (other.n / n);
  // A gap of 0 adds 0 even if the other gap overflows; without this, infinities would meet.
  const cross = firstGap === 0 || secondGap === 0 ? 0 : firstGap * (secondGap * weight);
  return {
    n,
    firstMean: one.firstMean + firstGap * (other.n / n),
    secondMean: one.secondMean + secondGap * (other.n / n),
    firstM2: one.firstM2 + other.firstM2 + firstGap * firstGap * weight,
    secondM2: one.secondM2 + other.secondM2 + secondGap * secondGap * weight,
    crossM2: cross + one.crossM2 + other.crossM2,
  };
}

/** The moments of the first value alone. */
export function firstMoments(arm: BivariateMoments): Moments {
  return { n: arm.n, mean: arm.firstMean, m2: arm.firstM2 };
}

/** The moments of the second value alone. */
export function secondMoments(arm: BivariateMoments): Moments {
  return { n: arm.n, mean: arm.secondMean, m2: arm.secondM2 };
}

/**
 * Sum of squared deviations of first - slope x second. What is left below the rounding of its
 * terms is 0, so that exactly proportional values have exactly no variance.
 */
export function residualM2(arm: BivariateMoments, slope: number): number {
  const square = slope * slope * arm.secondM2;
  const cross = 2 * slope * arm.crossM2;
  const rest = arm.firstM2 - cross + square;
  return rest > 1e-14 * (arm.firstM2 + Math.abs(cross) + square) ? rest : 0;
}

/** Refuses `invalid_input` for joint moments that no data can have (see `checkMoments`). */
export function checkBivariate(arm: BivariateMoments): StatsRefusal | undefined {
  return (
    checkMoments(firstMoments(arm)) ??
    checkMoments(secondMoments(arm)) ??
    checkMoments({ n: arm.n, mean: arm.crossM2, m2: 0 })
  );
}

function atLeastZero(m2: number, squares: number): number {
  return m2 < 0 && m2 > -1e-9 * squares ? 0 : m2;
}
