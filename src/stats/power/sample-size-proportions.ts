import { normalIsf, normalQuantile, normalSf } from '#stats/distributions.ts';
import { findRoot } from '#stats/numerics/find-root.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { alternativeOf, checkErrorRates, type ErrorRates, requiredDistance } from './error-rates.ts';
import { arcsineDistance, checkRates, type ProportionMethod } from './power-proportions.ts';

/** Rates in 0..1; `ratio` is treatment units per control unit (default 1). */
export type ProportionSizeInput = ErrorRates & {
  readonly controlRate: number;
  readonly treatmentRate: number;
  readonly method?: ProportionMethod;
  readonly ratio?: number;
};

/** Units per arm: the real-valued solution for control, then both arms rounded up. */
export type SampleSize = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'one-sided';
  readonly power: number;
  readonly controlUnitsExact: number;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  /** Both arms together. */
  readonly n: number;
};

/**
 * Units per arm to detect a change from one rate to another. The treatment arm is rounded up
 * after the ratio is applied. `unpooled` and `pooled` are the closed forms that leave out the
 * far tail; `arcsine` counts both tails (R pwr.2p.test, statsmodels).
 * Refuses `zero_effect` (equal rates), `zero_variance` (rates 0 and 1 under `unpooled`),
 * `invalid_input` (rates or error rates outside 0..1, power not above alpha, ratio not > 0).
 * Source: Fleiss, Levin, Paik 2003, ch. 4; Cohen 1988, ch. 6.
 */
export function sampleSizeForProportions(input: ProportionSizeInput): SampleSize | StatsRefusal {
  const { controlRate, treatmentRate, method = 'unpooled', ratio = 1 } = input;
  const problem = checkErrorRates(input) ?? checkRates(controlRate, treatmentRate) ?? checkRatio(ratio);
  if (problem !== undefined) return problem;
  if (controlRate === treatmentRate) return refuse('zero_effect', 'both rates are the same');
  const exact = exactUnits(input, method, ratio);
  if (exact === 0) return refuse('zero_variance', 'both rates are 0 or 1');
  if (!Number.isFinite(exact)) return refuse('unreachable', 'no finite sample detects so small an effect');
  return asSampleSize(input, { method, exact, ratio, least: 1 });
}

/** Refuses a ratio that is not positive and finite. */
export function checkRatio(ratio: number): StatsRefusal | undefined {
  return ratio > 0 && Number.isFinite(ratio)
    ? undefined
    : refuse('invalid_input', 'the ratio of arms must be positive');
}

type Solution = {
  readonly method: string;
  readonly exact: number;
  readonly ratio: number;
  readonly least: number;
};

/** Rounds a real-valued solution up to whole units, `least` at the least in each arm. */
export function asSampleSize(rates: ErrorRates, { method, exact, ratio, least }: Solution): SampleSize {
  const controlUnits = Math.max(least, Math.ceil(exact));
  const treatmentUnits = Math.max(least, Math.ceil(ratio * exact));
  const { alpha, power, sided = 2 } = rates;
  return {
    kind: 'ok',
    method,
    alpha,
    alternative: alternativeOf(sided),
    power,
    controlUnitsExact: exact,
    controlUnits,
    treatmentUnits,
    n: controlUnits + treatmentUnits,
  };
}

function exactUnits(input: ProportionSizeInput, method: ProportionMethod, ratio: number): number {
  const { controlRate, treatmentRate, alpha, power, sided = 2 } = input;
  const own = controlRate * (1 - controlRate) + (treatmentRate * (1 - treatmentRate)) / ratio;
  const effect = treatmentRate - controlRate;
  if (method === 'unpooled') return (requiredDistance(input) ** 2 * own) / effect ** 2;
  if (method === 'arcsine') {
    const distance = bothTailsDistance(input) / arcsineDistance(controlRate, treatmentRate);
    return distance ** 2 * (1 + 1 / ratio);
  }
  const pooled = (controlRate + ratio * treatmentRate) / (1 + ratio);
  const threshold = normalIsf(alpha / sided) * Math.sqrt((1 + 1 / ratio) * pooled * (1 - pooled));
  return ((threshold + normalQuantile(power) * Math.sqrt(own)) / effect) ** 2;
}

/** The distance x with P(Z > z - x) + P(Z > z + x) = power; one tail only when one-sided. */
function bothTailsDistance(rates: ErrorRates): number {
  const oneTail = requiredDistance(rates);
  if (rates.sided === 1) return oneTail;
  const z = normalIsf(rates.alpha / 2);
  const excess = (x: number) => normalSf(z - x) + normalSf(z + x) - rates.power;
  // The far tail only adds power, so the one-tail distance is always long enough.
  return findRoot(excess, { low: 0, high: oneTail, tolerance: 1e-13 }) ?? oneTail;
}
