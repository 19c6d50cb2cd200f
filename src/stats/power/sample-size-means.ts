import { findRoot } from '#stats/numerics/find-root.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkErrorRates, type ErrorRates, requiredDistance } from './error-rates.ts';
import { type MeanMethod, rejectionChance } from './power-means.ts';
import { asSampleSize, checkRatio, type SampleSize } from './sample-size-proportions.ts';

/** `standardizedEffect`: difference in standard deviations; `ratio`: treatment units per control unit. */
export type MeanSizeInput = ErrorRates & {
  readonly standardizedEffect: number;
  readonly method?: MeanMethod;
  readonly ratio?: number;
};

/**
 * Units per arm to detect a difference of means. `t` (default) solves the noncentral t with
 * both tails for real-valued n; `z` is the closed form (1 + 1/ratio)(z_a + z_b)^2 / d^2. Never
 * fewer than 2 units per arm. Refuses `zero_effect`, `unreachable` (no finite size) and
 * `invalid_input` (error rates outside 0..1, power not above alpha, ratio not > 0).
 * Source: Cohen 1988, ch. 2.
 */
export function sampleSizeForMeans(input: MeanSizeInput): SampleSize | StatsRefusal {
  const { standardizedEffect, method = 't', ratio = 1 } = input;
  const problem = checkErrorRates(input) ?? checkRatio(ratio);
  if (problem !== undefined) return problem;
  if (Number.isNaN(standardizedEffect)) return refuse('invalid_input', 'the effect is not a number');
  if (standardizedEffect === 0) return refuse('zero_effect', 'the effect is 0');
  const normal = ((1 + 1 / ratio) * requiredDistance(input) ** 2) / standardizedEffect ** 2;
  const exact = method === 'z' ? normal : studentUnits(input, ratio, normal);
  if (!Number.isFinite(exact)) return refuse('unreachable', 'no finite sample detects so small an effect');
  return asSampleSize(input, { method, exact, ratio, least: 2 });
}

/** Solves power(n) = target around the normal solution, on a log scale. */
function studentUnits(input: MeanSizeInput, ratio: number, normal: number): number {
  const { alpha, power, sided = 2, standardizedEffect } = input;
  if (!Number.isFinite(normal)) return normal;
  const shortfall = (logUnits: number) => {
    const units = Math.exp(logUnits);
    const ncp = Math.abs(standardizedEffect) * Math.sqrt((units * ratio) / (1 + ratio));
    return rejectionChance({ ncp, df: units * (1 + ratio) - 2, alpha, sided, method: 't' }) - power;
  };
  // Two units in all have no degrees of freedom left: the search starts just above.
  const least = Math.log(2.02 / (1 + ratio));
  let low = Math.max(least, Math.log(normal) - 0.05);
  let high = Math.max(low, Math.log(normal)) + 0.05;
  while (low > least && shortfall(low) > 0) low = Math.max(least, low - 0.2);
  while (high < 700 && shortfall(high) < 0) high += 0.5;
  const root = findRoot(shortfall, { low, high, tolerance: 1e-12 });
  return Math.exp(root ?? (shortfall(low) > 0 ? low : high));
}
