import { exactRateTest } from '#stats/proportions/exact-rate-test.ts';
import type { Counts } from '#stats/proportions/proportion-test.ts';
import type { LookData, MetricSpec } from './analysis.ts';
import type { Pair } from './arms.ts';

/**
 * Events, or units without an event, to be expected in the smaller arm below which a rate is tested exactly. With fewer the
 * distribution of a count is so skewed that Welch's test errs on one side by up to twice the promised rate.
 */
const EXACT_BELOW = 100;
/** A normal score is referred to the normal distribution. */
export const NORMAL_DF = 1e30;
/** Below this score nothing is proven at any level, so the interval need not agree with the test. */
const NO_PROOF = 1;

/** The counts of a rate in both arms. */
export interface RatePair {
  readonly control: Counts;
  readonly treatment: Counts;
}

/** The counts of a rate that has so few events, or so few units without one, that it is tested exactly; null for all else. */
export function smallRates(metric: MetricSpec, data: LookData, pair: Pair): RatePair | null {
  if (metric.kind !== 'proportion' || data.raw?.[metric.key] !== undefined) return null;
  const [control, treatment] = [countsOf(pair.control), countsOf(pair.treatment)];
  if (control === null || treatment === null) return null;
  const rate = (control.successes + treatment.successes) / (control.n + treatment.n);
  const expected = Math.min(control.n, treatment.n) * Math.min(rate, 1 - rate);
  return expected < EXACT_BELOW ? { control, treatment } : null;
}

/** The counts behind the moments of 0/1 values; null if they are of other values. */
function countsOf({ n, mean, m2 }: Pair['control']): Counts | null {
  const successes = Math.round(mean * n);
  const isWhole = Math.abs(mean * n - successes) <= 1e-6;
  const spread = successes * ((n - successes) / n);
  const isRate = successes >= 0 && successes <= n && Math.abs(m2 - spread) <= 1e-6 * (1 + spread);
  return isWhole && isRate ? { n, successes } : null;
}

/**
 * The normal score of the exact test of treatment rate = `factor` × control rate, and by how much an interval must stretch so
 * that it agrees with that test although its width comes from `statistic` (a test-based interval, Miettinen 1976). Null if
 * the factor allows no rate or the counts only one table. The null's odds ratio is taken at the level that the counts have
 * if the null holds.
 */
export function exactScore(
  { control, treatment }: RatePair,
  statistic: number,
  factor = 1,
): { readonly score: number; readonly stretch: number } | null {
  const level = (control.successes + treatment.successes) / (control.n + factor * treatment.n);
  const odds = (factor * (1 - level)) / (1 - factor * level);
  if (!(odds > 0 && Number.isFinite(odds))) return null;
  const test = exactRateTest(control, treatment, odds);
  if (test.kind === 'refused') return null;
  const { score } = test;
  const agrees = Math.abs(score) > NO_PROOF && score * statistic > 0;
  return { score, stretch: agrees ? statistic / score : 1 };
}
