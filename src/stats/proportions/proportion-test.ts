import { type Alternative, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { normalPValues } from './normal-statistic.ts';

/** One arm of a rate: `successes` of `n` units, whole numbers with 0 <= successes <= n. */
export type Counts = { readonly n: number; readonly successes: number };

/** `pooled` (default true) takes the null's common rate for the standard error. */
export type ProportionInput = {
  readonly control: Counts;
  readonly treatment: Counts;
  readonly pooled?: boolean;
  readonly alternative?: Alternative;
};

/** `absoluteEffect` = treatment rate - control rate. No interval: show Newcombe's. */
export type ProportionTest = {
  readonly kind: 'ok';
  readonly method: 'pooled-z' | 'unpooled-z';
  readonly alternative: Alternative;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
};

/**
 * z test of two rates without continuity correction; its square is Pearson's chi-squared when pooled.
 * Refuses `insufficient_sample` (an arm without units), `zero_variance` (the pooled rate, or both rates,
 * 0 or 1), `invalid_input`. Source: Fleiss, Levin, Paik 2003, ch. 3.
 */
export function proportionTest(input: ProportionInput): ProportionTest | StatsRefusal {
  const { control, treatment, pooled = true, alternative = 'two-sided' } = input;
  const problem = checkCounts(control) ?? checkCounts(treatment);
  if (problem !== undefined) return problem;
  const n = control.n + treatment.n;
  const successes = control.successes + treatment.successes;
  const common = (successes / n) * ((n - successes) / n) * (1 / control.n + 1 / treatment.n);
  const standardError = Math.sqrt(pooled ? common : rateVariance(control) + rateVariance(treatment));
  if (standardError === 0) return refuse('zero_variance', 'the rates are 0 or 1');
  const absoluteEffect = rateDifference(control, treatment);
  const statistic = absoluteEffect / standardError;
  return {
    kind: 'ok',
    method: pooled ? 'pooled-z' : 'unpooled-z',
    alternative,
    n,
    absoluteEffect,
    standardError,
    statistic,
    ...normalPValues(statistic, alternative),
  };
}

/** Treatment rate - control rate, from one division so that equal rates differ by exactly 0. */
export function rateDifference(control: Counts, treatment: Counts): number {
  const cross = treatment.successes * control.n - control.successes * treatment.n;
  return cross / control.n / treatment.n;
}

/** Refuses counts that cannot be: no units (`insufficient_sample`), not whole, or successes outside 0..n. */
export function checkCounts({ n, successes }: Counts): StatsRefusal | undefined {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(successes) || n < 0) {
    return refuse('invalid_input', 'counts must be whole and not negative');
  }
  if (successes < 0 || successes > n) return refuse('invalid_input', 'successes must lie between 0 and n');
  return n < 1 ? refuse('insufficient_sample', 'an arm has no units') : undefined;
}

function rateVariance({ n, successes }: Counts): number {
  return ((successes / n) * ((n - successes) / n)) / n;
}
