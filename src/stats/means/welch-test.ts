import type { Moments } from '#stats/moments/moments.ts';
import { type Alternative, type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { answerByT } from './answer-by-t.ts';
import { meanContrast } from './mean-contrast.ts';

/** `alpha` in (0, 1); `alternative` defaults to two-sided, `nullDifference` (metric units) to 0. */
export type WelchInput = {
  readonly control: Moments;
  readonly treatment: Moments;
  readonly alpha: number;
  readonly alternative?: Alternative;
  readonly nullDifference?: number;
};

/** `absoluteEffect`, `standardError` and `confidenceInterval` are in metric units; `n` counts both arms. */
export type WelchTest = {
  readonly kind: 'ok';
  readonly method: 'welch-t';
  readonly alpha: number;
  readonly alternative: Alternative;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: ConfidenceInterval;
};

/**
 * Welch's t test of treatment mean - control mean. One constant arm is legal. Refuses
 * `insufficient_sample` (an arm below 2 units), `zero_variance` (both arms constant),
 * `invalid_input`. Source: Welch 1947, with Satterthwaite's degrees of freedom.
 */
export function welchTest(input: WelchInput): WelchTest | StatsRefusal {
  const { control, treatment, alpha, alternative = 'two-sided', nullDifference = 0 } = input;
  if (!Number.isFinite(nullDifference)) return refuse('invalid_input', 'the null difference must be finite');
  const contrast = meanContrast(control, treatment);
  if (contrast.kind === 'refused') return contrast;
  const { estimate, standardError, df } = contrast;
  const answer = answerByT({ estimate, standardError, df, alpha, alternative, nullValue: nullDifference });
  if (answer.kind === 'refused') return answer;
  return {
    ...answer,
    method: 'welch-t',
    alpha,
    alternative,
    n: control.n + treatment.n,
    absoluteEffect: estimate,
    standardError,
    df,
  };
}
