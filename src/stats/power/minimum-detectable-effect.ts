import { type Direction, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkErrorRates, type ErrorRates, requiredDistance } from './error-rates.ts';

/** Sizes in units per arm. */
type Arms = { readonly controlUnits: number; readonly treatmentUnits: number };

/** Smallest change that the plan detects; `relative` is null if the baseline is 0. */
export type MinimumDetectableEffect = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly power: number;
  readonly n: number;
  readonly absolute: number;
  readonly relative: number | null;
};

/** `direction` says whether the rate is to rise (default) or fall. */
export type RateMdeInput = ErrorRates &
  Arms & { readonly controlRate: number; readonly direction?: Direction };

/** Also names the treatment rate that is reached; for a fall, `absolute` and `relative` are negative. */
export type RateMde = MinimumDetectableEffect & { readonly treatmentRate: number };

/**
 * The nearest treatment rate that the unpooled z comparison detects: the closed-form root of a quadratic.
 * Refuses `unreachable` when no rate in 0..1 is far enough, `invalid_input`. Source: Fleiss, Levin, Paik
 * 2003, ch. 4, solved for the rate.
 */
export function mdeForProportions(input: RateMdeInput): RateMde | StatsRefusal {
  const { controlRate, controlUnits, treatmentUnits, direction = 'increase' } = input;
  const problem = checkErrorRates(input) ?? checkUnits(input);
  if (problem !== undefined) return problem;
  if (!(controlRate >= 0 && controlRate <= 1))
    return refuse('invalid_input', 'a rate must lie between 0 and 1');
  const sign = direction === 'increase' ? 1 : -1;
  // A fall is a rise of the complement.
  const p = direction === 'increase' ? controlRate : 1 - controlRate;
  const q = direction === 'increase' ? 1 - controlRate : controlRate;
  const squared = requiredDistance(input) ** 2;
  const a = squared / controlUnits;
  const b = squared / treatmentUnits;
  const slope = b * (q - p);
  const step = (slope + Math.sqrt(slope * slope + 4 * (1 + b) * p * q * (a + b))) / (2 * (1 + b));
  if (!(step > 0 && step <= q)) return refuse('unreachable', 'no rate between 0 and 1 is far enough');
  return {
    kind: 'ok',
    method: 'unpooled',
    alpha: input.alpha,
    power: input.power,
    n: controlUnits + treatmentUnits,
    treatmentRate: controlRate + sign * step,
    absolute: sign * step,
    relative: controlRate === 0 ? null : (sign * step) / controlRate,
  };
}

/** `variance` per unit, the same in both arms, > 0. */
export type MeanMdeInput = ErrorRates & Arms & { readonly mean: number; readonly variance: number };

/**
 * (z_a + z_b) sqrt(v/n_C + v/n_T), and as a share of |mean|. Refuses `zero_variance`, `invalid_input`.
 * Source: Bloom 1995.
 */
export function mdeForMeans(input: MeanMdeInput): MinimumDetectableEffect | StatsRefusal {
  const { mean, variance, controlUnits, treatmentUnits } = input;
  const problem = checkErrorRates(input) ?? checkUnits(input) ?? checkSpread(mean, variance);
  if (problem !== undefined) return problem;
  const absolute = requiredDistance(input) * Math.sqrt(variance / controlUnits + variance / treatmentUnits);
  return {
    kind: 'ok',
    method: 'z',
    alpha: input.alpha,
    power: input.power,
    n: controlUnits + treatmentUnits,
    absolute,
    relative: mean === 0 ? null : absolute / Math.abs(mean),
  };
}

/** Equal arms of `unitsPerVariant`. */
export type LiftMdeInput = ErrorRates & {
  readonly mean: number;
  readonly variance: number;
  readonly unitsPerVariant: number;
};

/** Smallest relative change, as a share of the control level. */
export type LiftMde = {
  readonly kind: 'ok';
  readonly method: 'delta';
  readonly alpha: number;
  readonly power: number;
  readonly n: number;
  readonly lift: number;
};

/**
 * The smallest lift when the lift itself is tested, whose delta-method variance grows with it: L^2 = w (1
 * + (1 + L)^2), w = k^2 v / (n m^2). Refuses `unreachable` from w = 1 on, because noise grows as fast as
 * the lift, `zero_baseline`, `zero_variance`, `invalid_input`. Source: GrowthBook's power documentation;
 * the delta method of Deng, Knoblich, Lu 2018.
 */
export function mdeForLift(input: LiftMdeInput): LiftMde | StatsRefusal {
  const { mean, variance, unitsPerVariant } = input;
  const arms = { controlUnits: unitsPerVariant, treatmentUnits: unitsPerVariant };
  const problem = checkErrorRates(input) ?? checkUnits(arms) ?? checkSpread(mean, variance);
  if (problem !== undefined) return problem;
  if (mean === 0) return refuse('zero_baseline', 'a share of a control level of 0');
  const w = ((requiredDistance(input) / mean) ** 2 * variance) / unitsPerVariant;
  if (!(w < 1)) return refuse('unreachable', 'the noise grows as fast as the lift');
  const lift = (w + Math.sqrt(w * (2 - w))) / (1 - w);
  return {
    kind: 'ok',
    method: 'delta',
    alpha: input.alpha,
    power: input.power,
    n: 2 * unitsPerVariant,
    lift,
  };
}

function checkUnits({ controlUnits, treatmentUnits }: Arms): StatsRefusal | undefined {
  const legal = (units: number) => units >= 1 && Number.isFinite(units);
  return legal(controlUnits) && legal(treatmentUnits)
    ? undefined
    : refuse('invalid_input', 'each arm needs at least one unit');
}

function checkSpread(mean: number, variance: number): StatsRefusal | undefined {
  if (!Number.isFinite(mean) || !(variance >= 0 && Number.isFinite(variance))) {
    return refuse('invalid_input', 'mean and variance must be finite, the variance not negative');
  }
  return variance === 0 ? refuse('zero_variance', 'the variance is 0') : undefined;
}
