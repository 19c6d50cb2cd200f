import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { type Continuation, continuation } from './continuation.ts';
import { checkFractions } from './spending-bounds.ts';
import { crossAbove, crossBelow } from './stage.ts';

/**
 * Bounds on Z at rising information fractions `t`; infinite bounds never stop. `lower` is
 * one number per look, `symmetric` (-upper), or `none`. `drift` is the mean of Z at t = 1.
 */
export type CharacteristicsInput = {
  readonly t: readonly number[];
  readonly upper: readonly number[];
  readonly lower: readonly number[] | 'symmetric' | 'none';
  readonly drift: number;
};

/**
 * Chances of stopping at each look above and below, their sums, and the mean information at
 * the end, in the units of `t`. `power` is the chance of ever crossing the upper bound.
 */
export type Characteristics = {
  readonly kind: 'ok';
  readonly method: 'recursive-integration';
  readonly upperCrossing: readonly number[];
  readonly lowerCrossing: readonly number[];
  readonly power: number;
  readonly lowerTotal: number;
  readonly expectedInformation: number;
};

/**
 * What a set of bounds does under a true effect. Refuses `invalid_input`: fractions not rising from above
 * 0, bounds missing, NaN or out of order (lower above upper), |drift| > 30. Source: Armitage, McPherson,
 * Rowe 1969; Jennison, Turnbull 2000, ch. 19.
 */
export function operatingCharacteristics(input: CharacteristicsInput): Characteristics | StatsRefusal {
  const { t, upper, drift } = input;
  const problem = checkFractions(t);
  if (problem !== undefined) return problem;
  const lower = lowerBounds(input);
  if (upper.length !== t.length || lower.length !== t.length) {
    return refuse('invalid_input', 'each look needs its bounds');
  }
  if (!upper.every((bound, look) => bound >= (lower[look] ?? Number.NaN))) {
    return refuse('invalid_input', 'bounds must be numbers, the lower not above the upper');
  }
  if (!(Math.abs(drift) <= 30))
    return refuse('invalid_input', 'the drift must lie within 30 standard errors');
  return characteristicsUnder(continuation({ t, upper, lower }, drift), drift);
}

function lowerBounds({ t, upper, lower }: CharacteristicsInput): readonly number[] {
  if (lower === 'symmetric') return upper.map((bound) => -bound);
  return lower === 'none' ? t.map(() => Number.NEGATIVE_INFINITY) : lower;
}

/** The same for bounds whose densities are known, under any drift that they serve. */
export function characteristicsUnder(continuation: Continuation, drift: number): Characteristics {
  const { t, upper, lower, before } = continuation;
  const scaled = (bounds: readonly number[], look: number) =>
    (bounds[look] ?? Number.NaN) * Math.sqrt(t[look] ?? Number.NaN);
  const above = before.map((stage, look) => crossAbove(stage, t[look] ?? 0, scaled(upper, look), drift));
  const below = before.map((stage, look) => crossBelow(stage, t[look] ?? 0, scaled(lower, look), drift));
  const power = Math.min(1, sum(above));
  const lowerTotal = Math.min(1, sum(below));
  const stopped = t.map((fraction, look) => fraction * ((above[look] ?? 0) + (below[look] ?? 0)));
  const last = t[t.length - 1] ?? 0;
  return {
    kind: 'ok',
    method: 'recursive-integration',
    upperCrossing: above,
    lowerCrossing: below,
    power,
    lowerTotal,
    expectedInformation: sum(stopped) + last * Math.max(0, 1 - power - lowerTotal),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
