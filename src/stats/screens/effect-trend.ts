import { chi2Sf, normalSf } from '#stats/distributions.ts';
import { checkEffects, type EffectEstimate, weighEffects } from '#stats/history/effect-estimate.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** The effect of one day (or week) alone, not cumulative. `day` counts from launch. */
export type DailyEffect = EffectEstimate & { readonly day: number };

/**
 * `novelty`: the effect wears off; `learning`: it grows; `steady`: no trend proven. `slope` is per
 * day; `early` and `late` are the effects of the first and second half of the days.
 */
export type EffectTrend = {
  readonly kind: 'ok';
  readonly method: 'weighted-trend';
  readonly alpha: number;
  readonly n: number;
  readonly mean: number;
  readonly slope: number;
  readonly slopeStandardError: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly heterogeneityPValue: number;
  readonly early: number;
  readonly late: number;
  readonly pattern: 'novelty' | 'learning' | 'steady';
};

/**
 * Does the effect change with time? Weighted least squares of daily effects on the day (weights 1 / SE²,
 * taken as known), a z test of the slope at two-sided `alpha`, and Cochran's Q for differences of any
 * shape. Days of one unit overlap if units return: then it is a screen, no test. Refuses
 * `insufficient_sample` (fewer than 4 days), `zero_variance` (an SE of 0, or one day only),
 * `invalid_input`. Source: Cochran 1954 (Q); Thompson, Higgins 2002 (weighted regression on a covariate).
 */
export function effectTrend(daily: readonly DailyEffect[], alpha: number): EffectTrend | StatsRefusal {
  const problem = checkEffects(daily, 4);
  if (problem !== undefined) return problem;
  if (!isRate(alpha) || daily.some(({ day }) => !(Math.abs(day) <= 1e6))) {
    return refuse('invalid_input', 'alpha must lie between 0 and 1 and days within a million');
  }
  const ordered = daily.toSorted((first, second) => first.day - second.day);
  const line = fitLine(ordered);
  if (!(line.spread > 0)) return refuse('zero_variance', 'all effects are of one day');
  const half = Math.ceil(ordered.length / 2);
  const statistic = line.slope / line.standardError;
  const pValue = Math.min(1, 2 * normalSf(Math.abs(statistic)));
  const all = weighEffects(ordered);
  const early = weighEffects(ordered.slice(0, half)).mean;
  const late = weighEffects(ordered.slice(half)).mean;
  const fading = Math.abs(late) < Math.abs(early);
  return {
    kind: 'ok',
    method: 'weighted-trend',
    alpha,
    n: ordered.length,
    mean: all.mean,
    slope: line.slope,
    slopeStandardError: line.standardError,
    statistic,
    pValue,
    heterogeneityPValue: chi2Sf(all.q, ordered.length - 1),
    early,
    late,
    pattern: pValue >= alpha ? 'steady' : fading ? 'novelty' : 'learning',
  };
}

/** In weights relative to the most exact day. */
function fitLine(daily: readonly DailyEffect[]) {
  const least = Math.min(...daily.map((effect) => effect.standardError));
  const weights = daily.map((effect) => (least / effect.standardError) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const centre = daily.reduce((sum, { day }, i) => sum + ((weights[i] ?? 0) / total) * day, 0);
  const spread = daily.reduce((sum, { day }, i) => sum + (weights[i] ?? 0) * (day - centre) ** 2, 0);
  const cross = daily.reduce(
    (sum, { day, estimate }, i) => sum + (weights[i] ?? 0) * (day - centre) * estimate,
    0,
  );
  return { spread, slope: cross / spread, standardError: least / Math.sqrt(spread) };
}
