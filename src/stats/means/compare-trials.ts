import type { Moments } from '#stats/moments/moments.ts';
import { type ConfidenceInterval, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { standardizedEffect } from './standardized-effect.ts';
import { welchTest } from './welch-test.ts';

/** Trials of each arm below which nothing is said. */
const LEAST_TRIALS = 10;

/** `alpha` in (0, 1), two-sided. */
export type TrialsInput = { readonly control: Moments; readonly treatment: Moments; readonly alpha: number };

/**
 * Two arms of trials, described: `absoluteEffect` (treatment minus control) and `confidenceInterval` in metric units, `cohenD` and `hedgesG` in
 * pooled standard deviations. `n` counts both arms.
 */
export type TrialsComparison = {
  readonly kind: 'ok';
  readonly method: 'welch-t';
  readonly alpha: number;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly df: number;
  readonly pValue: number;
  readonly confidenceInterval: ConfidenceInterval;
  readonly cohenD: number;
  readonly hedgesG: number;
};

/**
 * Describes a few trials by Welch's t test and the standardised effect, at one moment: neither is corrected for looks. Refuses
 * `insufficient_sample` (an arm below 10 trials), `zero_variance` (both arms constant), `invalid_input`. Sources:
 * Welch 1947; Cohen 1988; Hedges 1981.
 */
export function compareTrials({ control, treatment, alpha }: TrialsInput): TrialsComparison | StatsRefusal {
  if (control.n < LEAST_TRIALS || treatment.n < LEAST_TRIALS)
    return refuse('insufficient_sample', `each arm needs ${LEAST_TRIALS} trials`);
  const tested = welchTest({ control, treatment, alpha });
  if (tested.kind === 'refused') return tested;
  const effect = standardizedEffect(control, treatment);
  if (effect.kind === 'refused') return effect;
  const { n, absoluteEffect, df, pValue, confidenceInterval } = tested;
  return {
    ...{ kind: 'ok', method: 'welch-t', alpha, n, absoluteEffect, df, pValue, confidenceInterval },
    ...{ cohenD: effect.cohenD, hedgesG: effect.hedgesG },
  };
}
