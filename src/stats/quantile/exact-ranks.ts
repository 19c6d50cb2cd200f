import { binomialCdf, binomialSf } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `n` independent values (whole, >= 1), the quantile `p` in 0..1. */
export type RankInput = { readonly n: number; readonly p: number; readonly alpha: number };

/** 1-based ranks of the order statistics that bound the quantile; `null` if no value is far enough out. */
export type QuantileRanks = {
  readonly kind: 'ok';
  readonly method: 'exact-binomial-ranks';
  readonly alpha: number;
  readonly n: number;
  readonly lowerRank: number | null;
  readonly upperRank: number | null;
  /** The chance that the interval between them holds the quantile, at least 1 - alpha. */
  readonly coverage: number;
};

/**
 * A distribution-free interval for a quantile of independent values: the largest l with
 * P(B <= l - 1) <= alpha/2 and the smallest u with P(B >= u) <= alpha/2, B binomial(n, p).
 * Refuses `insufficient_sample` (no values), `invalid_input`. Source: Conover 1999, 3.2.
 */
export function exactQuantileRanks({ n, p, alpha }: RankInput): QuantileRanks | StatsRefusal {
  if (!Number.isSafeInteger(n) || n < 0) return refuse('invalid_input', 'the number of values must be whole');
  if (!isRate(p) || !isRate(alpha)) return refuse('invalid_input', 'p and alpha must lie between 0 and 1');
  if (n === 0) return refuse('insufficient_sample', 'there are no values');
  const lower = boundary(0, n + 1, (rank) => rank === 0 || binomialCdf(rank - 1, n, p) <= alpha / 2);
  const upper = boundary(n + 1, 0, (rank) => rank > n || binomialSf(rank - 1, n, p) <= alpha / 2);
  const missed =
    (lower < 1 ? 0 : binomialCdf(lower - 1, n, p)) + (upper > n ? 0 : binomialSf(upper - 1, n, p));
  return {
    kind: 'ok',
    method: 'exact-binomial-ranks',
    alpha,
    n,
    lowerRank: lower < 1 ? null : lower,
    upperRank: upper > n ? null : upper,
    coverage: 1 - missed,
  };
}

/** The last rank for which `far` holds on the way from `outer`, which has it, to `inner`, which has not. */
function boundary(outer: number, inner: number, far: (rank: number) => boolean): number {
  let holds = outer;
  let fails = inner;
  while (Math.abs(holds - fails) > 1) {
    const middle = Math.floor((holds + fails) / 2);
    if (far(middle)) holds = middle;
    else fails = middle;
  }
  return holds;
}
