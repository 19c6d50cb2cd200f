import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';

/** How well counts fit the shares that were meant. */
export interface SplitFit {
  readonly statistic: number;
  readonly df: number;
  /** Chance of a statistic that is at least so large. */
  readonly p: number;
}

/** Pearson's chi-square of the counts of variants against shares that sum to 1. Throws if there are no units, or some of a share of 0. */
export function splitFit(counts: readonly number[], shares: readonly number[]): SplitFit {
  const fit = srmChiSquare({ observed: counts, weights: shares });
  if (fit.kind === 'refused') throw new Error(`the split cannot be judged: ${fit.detail}`);
  return { statistic: fit.chi2, df: fit.df, p: fit.pValue };
}

/** Correlations of all pairs of experiments. */
export interface Correlations {
  readonly pairs: number;
  /** Mean correlation, in standard errors: within ±4 but for a chance of 1 in 16,000. */
  readonly mean: number;
  /** Mean of the squared correlation times the units, in standard errors from 1: the same bound. */
  readonly spread: number;
  readonly largest: number;
}

/** The correlations between rows, each of which says for the same units who is treated (1) and who is not (0). */
export function correlationsOf(rows: readonly Uint8Array[]): Correlations {
  const units = rows[0]?.length ?? 0;
  const scaled = rows.map((row) => {
    const mean = row.reduce((sum, one) => sum + one, 0) / units;
    const deviation = Math.sqrt(mean * (1 - mean));
    return Float64Array.from(row, (one) => (one - mean) / deviation);
  });
  let [pairs, sum, squares, largest] = [0, 0, 0, 0];
  for (const [index, left] of scaled.entries())
    for (const right of scaled.slice(index + 1)) {
      let product = 0;
      for (let unit = 0; unit < units; unit += 1) product += (left[unit] ?? 0) * (right[unit] ?? 0);
      const r = product / units;
      pairs += 1;
      sum += r;
      squares += r * r * units;
      largest = Math.max(largest, Math.abs(r));
    }
  return {
    pairs,
    mean: (sum / pairs) * Math.sqrt(units * pairs),
    spread: (squares / pairs - 1) / Math.sqrt(2 / pairs),
    largest,
  };
}
