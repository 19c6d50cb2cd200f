import { normalIsf, normalSf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { alternativeOf, checkAlpha, type Sided } from './error-rates.ts';

/**
 * The variance under the null: `unpooled` uses each arm's own rate throughout, `pooled` the
 * common rate for the threshold (Fleiss; R power.prop.test), `arcsine` the variance-free
 * scale of Cohen's h. They differ by about 0.1 %: always name the one used.
 */
export type ProportionMethod = 'unpooled' | 'pooled' | 'arcsine';

/** Rates in 0..1, sizes in units per arm, `alpha` total over the sides. */
export type ProportionPowerInput = {
  readonly controlRate: number;
  readonly treatmentRate: number;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly alpha: number;
  readonly sided?: Sided;
  readonly method?: ProportionMethod;
};

/** `power` in 0..1. */
export type PowerResult = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'one-sided';
  readonly n: number;
  readonly power: number;
};

/**
 * The chance that a comparison of two rates rejects. Two-sided counts both tails, so with equal rates it
 * is exactly alpha; one-sided looks in the direction of the effect. Refuses `invalid_input` (a rate
 * outside 0..1, an arm below 1 unit, alpha outside 0..1) and `zero_variance` (both rates 0 or 1). Normal
 * approximation. Source: Fleiss, Levin, Paik 2003, ch. 4.
 */
export function powerForProportions(input: ProportionPowerInput): PowerResult | StatsRefusal {
  const { alpha, sided = 2, method = 'unpooled' } = input;
  const problem = checkAlpha(alpha, sided) ?? checkRates(input.controlRate, input.treatmentRate);
  if (problem !== undefined) return problem;
  if (!(input.controlUnits >= 1 && input.treatmentUnits >= 1)) {
    return refuse('invalid_input', 'each arm needs at least one unit');
  }
  const scale = scaleOf(input, method);
  if (scale.spread === 0) return refuse('zero_variance', 'both rates are 0 or 1');
  const threshold = normalIsf(alpha / sided) * scale.nullSpread;
  const near = normalSf((threshold - scale.distance) / scale.spread);
  const far = sided === 2 ? normalSf((threshold + scale.distance) / scale.spread) : 0;
  const n = input.controlUnits + input.treatmentUnits;
  return { kind: 'ok', method, alpha, alternative: alternativeOf(sided), n, power: Math.min(1, near + far) };
}

/** Refuses rates outside 0..1. */
export function checkRates(controlRate: number, treatmentRate: number): StatsRefusal | undefined {
  const legal = (rate: number) => rate >= 0 && rate <= 1;
  return legal(controlRate) && legal(treatmentRate)
    ? undefined
    : refuse('invalid_input', 'a rate must lie between 0 and 1');
}

/** Cohen's h as a distance: |2 asin sqrt(p_T) - 2 asin sqrt(p_C)|. */
export function arcsineDistance(controlRate: number, treatmentRate: number): number {
  return 2 * Math.abs(Math.asin(Math.sqrt(treatmentRate)) - Math.asin(Math.sqrt(controlRate)));
}

type Scale = { readonly distance: number; readonly spread: number; readonly nullSpread: number };

/** Distance from the null and standard errors under the effect and under the null. */
function scaleOf(input: ProportionPowerInput, method: ProportionMethod): Scale {
  const { controlRate, treatmentRate, controlUnits, treatmentUnits } = input;
  const inverse = 1 / controlUnits + 1 / treatmentUnits;
  if (method === 'arcsine') {
    const spread = Math.sqrt(inverse);
    return { distance: arcsineDistance(controlRate, treatmentRate), spread, nullSpread: spread };
  }
  const distance = Math.abs(treatmentRate - controlRate);
  const spread = Math.sqrt(
    (controlRate * (1 - controlRate)) / controlUnits + (treatmentRate * (1 - treatmentRate)) / treatmentUnits,
  );
  if (method === 'unpooled') return { distance, spread, nullSpread: spread };
  const pooled =
    (controlUnits * controlRate + treatmentUnits * treatmentRate) / (controlUnits + treatmentUnits);
  return { distance, spread, nullSpread: Math.sqrt(pooled * (1 - pooled) * inverse) };
}
