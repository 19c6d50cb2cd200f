import { tIsf, tLogSf, tSf } from '#stats/distributions.ts';
import {
  type Alternative,
  type ConfidenceInterval,
  isRate,
  refuse,
  type StatsRefusal,
} from '#stats/outcome.ts';

/** An estimate with its standard error > 0 and degrees of freedom, and what is asked about it. */
export type TQuestion = {
  readonly estimate: number;
  readonly standardError: number;
  readonly df: number;
  readonly alpha: number;
  readonly alternative: Alternative;
  /** The estimate's value under the null. */
  readonly nullValue: number;
};

/** `logPValue` still orders results whose `pValue` has underflowed to 0. */
export type TAnswer = {
  readonly kind: 'ok';
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Test and interval of one estimate by Student's t, from survival functions. One-sided intervals are open
 * on the side of the alternative. Refuses `invalid_input` when alpha is not between 0 and 1 or a figure
 * is not finite. Source: Student 1908.
 */
export function answerByT(question: TQuestion): TAnswer | StatsRefusal {
  const { estimate, standardError, df, alpha, alternative, nullValue } = question;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const statistic = (estimate - nullValue) / standardError;
  const half = tIsf(alternative === 'two-sided' ? alpha / 2 : alpha, df) * standardError;
  const lower = estimate - half;
  const upper = estimate + half;
  if (![statistic, lower, upper].every(Number.isFinite)) {
    return refuse('invalid_input', 'the figures are too large to compare');
  }
  return {
    kind: 'ok',
    statistic,
    pValue: tPValue(statistic, df, alternative),
    logPValue: tLogPValue(statistic, df, alternative),
    confidenceInterval: {
      lower: alternative === 'less' ? Number.NEGATIVE_INFINITY : lower,
      upper: alternative === 'greater' ? Number.POSITIVE_INFINITY : upper,
    },
  };
}

/** The p-value of a t statistic. */
export function tPValue(statistic: number, df: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return Math.min(1, 2 * tSf(Math.abs(statistic), df));
  return tSf(alternative === 'greater' ? statistic : -statistic, df);
}

/** The natural logarithm of {@link tPValue}, exact even if that has underflowed to 0. */
export function tLogPValue(statistic: number, df: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return Math.min(0, Math.LN2 + tLogSf(Math.abs(statistic), df));
  return tLogSf(alternative === 'greater' ? statistic : -statistic, df);
}
