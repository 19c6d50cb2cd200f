import { logGammaRemainder } from '#stats/distributions.ts';
import { checkArm, type Moments } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Differences in pooled standard deviations: `cohenD`, and `hedgesG` without its small-sample bias. */
export type StandardizedEffect = {
  readonly kind: 'ok';
  readonly method: 'pooled-sd';
  readonly n: number;
  readonly cohenD: number;
  readonly hedgesG: number;
  readonly pooledSd: number;
};

/**
 * Standardised difference of means, treatment minus control. Refuses `insufficient_sample`
 * (an arm below 2 units), `zero_variance` (both arms constant), `invalid_input`.
 * Sources: Cohen 1988; Hedges 1981 (exact gamma correction).
 */
export function standardizedEffect(control: Moments, treatment: Moments): StandardizedEffect | StatsRefusal {
  const problem = checkArm(control) ?? checkArm(treatment);
  if (problem !== undefined) return problem;
  const df = control.n + treatment.n - 2;
  const variance = (control.m2 + treatment.m2) / df;
  if (variance === 0) return refuse('zero_variance', 'both arms are constant');
  const pooledSd = Math.sqrt(variance);
  const cohenD = (treatment.mean - control.mean) / pooledSd;
  if (!Number.isFinite(cohenD) || !Number.isFinite(variance))
    return refuse('invalid_input', 'the figures are too large to compare');
  const n = control.n + treatment.n;
  return { kind: 'ok', method: 'pooled-sd', n, cohenD, hedgesG: cohenD * hedgesCorrection(df), pooledSd };
}

/** Gamma(v/2) / (sqrt(v/2) Gamma((v-1)/2)) for v >= 2, with the large parts cancelled on paper. */
function hedgesCorrection(df: number): number {
  const a = df / 2;
  const main = -(a - 1) * Math.log1p(-0.5 / a) - 0.5;
  return Math.exp(main + logGammaRemainder(a) - logGammaRemainder(a - 0.5));
}

/** Cohen's h, treatment minus control on the arcsine scale; within -pi..pi. */
export type RateEffect = { readonly kind: 'ok'; readonly method: 'arcsine'; readonly cohenH: number };

/**
 * Standardised difference of rates. Refuses `invalid_input` for a rate outside 0..1. Source: Cohen 1988,
 * ch. 6.
 */
export function standardizedRateEffect(
  controlRate: number,
  treatmentRate: number,
): RateEffect | StatsRefusal {
  const legal = (rate: number) => rate >= 0 && rate <= 1;
  if (!legal(controlRate) || !legal(treatmentRate)) {
    return refuse('invalid_input', 'a rate must lie between 0 and 1');
  }
  const angle = (rate: number) => 2 * Math.asin(Math.sqrt(rate));
  return { kind: 'ok', method: 'arcsine', cohenH: angle(treatmentRate) - angle(controlRate) };
}
