import { normalIsf, normalSf } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/**
 * Interim state of a two-stage plan. `z`: the statistic so far in the direction that counts;
 * `firstUnits` units behind it, `plannedUnits` in all (both arms); `alpha` one-sided (half of
 * a two-sided one).
 */
export type InterimInput = {
  readonly z: number;
  readonly firstUnits: number;
  readonly plannedUnits: number;
  readonly alpha: number;
};

/** Refuses figures not finite, a first stage outside 1..planned, alpha outside 0..1. */
export function checkInterim({ z, firstUnits, plannedUnits, alpha }: InterimInput): StatsRefusal | undefined {
  if (!Number.isFinite(z) || !isRate(alpha)) {
    return refuse('invalid_input', 'z must be finite and alpha between 0 and 1');
  }
  return firstUnits >= 1 && plannedUnits > 0 && firstUnits / plannedUnits < 1 && Number.isFinite(plannedUnits)
    ? undefined
    : refuse('invalid_input', 'the first stage must be a part of the planned units');
}

/**
 * What the second stage's own statistic must exceed so that the weighted statistic of
 * {@link combinedZ} exceeds its bound.
 */
export function secondStageBound({ z, firstUnits, plannedUnits, alpha }: InterimInput): number {
  const first = firstUnits / plannedUnits;
  return (normalIsf(alpha) - Math.sqrt(first) * z) / Math.sqrt(1 - first);
}

/** The chance of success if the effect is as estimated so far, with `secondUnits` more units. */
export function conditionalPower(input: InterimInput, secondUnits: number): number {
  const drift = input.z * Math.sqrt(secondUnits / input.firstUnits);
  return normalSf(secondStageBound(input) - drift);
}

/** `firstShare`: planned share of the first stage (0..1), fixed before the start. */
export type CombinationInput = {
  readonly firstZ: number;
  readonly secondZ: number;
  readonly firstShare: number;
  readonly alpha: number;
};

/** One-sided answer of the weighted statistic. */
export type Combination = {
  readonly kind: 'ok';
  readonly method: 'cui-hung-wang';
  readonly alpha: number;
  readonly alternative: 'greater';
  readonly z: number;
  readonly pValue: number;
  readonly proven: boolean;
};

/**
 * The final test after a size that was changed at the interim look: both stages keep the
 * weights they had in the plan, sqrt(f) Z_1 + sqrt(1 - f) Z_2, with Z_2 from the units of the
 * second stage alone. Alpha holds whatever rule chose the second stage's size, because Z_2 is
 * standard normal under no effect given all that was seen before.
 * Refuses `invalid_input`. Source: Cui, Hung, Wang 1999.
 */
export function combinedZ({
  firstZ,
  secondZ,
  firstShare,
  alpha,
}: CombinationInput): Combination | StatsRefusal {
  if (!isRate(firstShare) || !isRate(alpha) || !Number.isFinite(firstZ) || !Number.isFinite(secondZ)) {
    return refuse('invalid_input', 'share and alpha must lie between 0 and 1, both statistics be finite');
  }
  const z = Math.sqrt(firstShare) * firstZ + Math.sqrt(1 - firstShare) * secondZ;
  const pValue = normalSf(z);
  return {
    kind: 'ok',
    method: 'cui-hung-wang',
    alpha,
    alternative: 'greater',
    z,
    pValue,
    proven: pValue < alpha,
  };
}
