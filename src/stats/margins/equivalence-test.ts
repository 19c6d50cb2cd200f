import { tIsf, tSf } from '#stats/distributions.ts';
import { meanContrast } from '#stats/means/mean-contrast.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `low` < `high`: the differences (treatment - control, metric units) that count as equal. */
export type EquivalenceInput = {
  readonly control: Moments;
  readonly treatment: Moments;
  readonly low: number;
  readonly high: number;
  readonly alpha: number;
};

/** Two one-sided tests; the interval is at 1 - 2 alpha and lies inside (low, high) when `equivalent`. */
export type Equivalence = {
  readonly kind: 'ok';
  readonly method: 'welch-tost';
  readonly alpha: number;
  readonly alternative: 'two one-sided';
  readonly n: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly tLower: number;
  readonly pLower: number;
  readonly tUpper: number;
  readonly pUpper: number;
  readonly pValue: number;
  readonly confidenceInterval: ConfidenceInterval;
  readonly equivalent: boolean;
};

/**
 * Is the difference proven to lie between `low` and `high`? The p-value is the larger of the
 * two one-sided ones. Refuses `insufficient_sample`, `zero_variance`, `invalid_input` (bounds
 * not finite or not in order, alpha not within 0..0.5). Source: Schuirmann 1987.
 */
export function equivalenceTest(input: EquivalenceInput): Equivalence | StatsRefusal {
  const { control, treatment, low, high, alpha } = input;
  if (!isRate(2 * alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 0.5');
  if (!(low < high) || !Number.isFinite(low) || !Number.isFinite(high)) {
    return refuse('invalid_input', 'the equivalence bounds must be finite and in order');
  }
  const contrast = meanContrast(control, treatment);
  if (contrast.kind === 'refused') return contrast;
  const { estimate, standardError, df } = contrast;
  const tLower = (estimate - low) / standardError;
  const tUpper = (estimate - high) / standardError;
  const pLower = tSf(tLower, df);
  const pUpper = tSf(-tUpper, df);
  const pValue = Math.max(pLower, pUpper);
  const half = tIsf(alpha, df) * standardError;
  return {
    kind: 'ok',
    method: 'welch-tost',
    alpha,
    alternative: 'two one-sided',
    n: control.n + treatment.n,
    absoluteEffect: estimate,
    standardError,
    df,
    tLower,
    pLower,
    tUpper,
    pUpper,
    pValue,
    confidenceInterval: { lower: estimate - half, upper: estimate + half },
    equivalent: pValue < alpha,
  };
}
