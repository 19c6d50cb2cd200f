import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkErrorRates, requiredDistance } from './error-rates.ts';

/**
 * `variance` per unit, the same in both arms; `margin` > 0 in metric units; `alpha`
 * one-sided; `expectedGain` is the true difference in the good direction that is planned for
 * (default 0; negative when some loss is expected).
 */
export type NonInferioritySizeInput = {
  readonly variance: number;
  readonly margin: number;
  readonly alpha: number;
  readonly power: number;
  readonly expectedGain?: number;
};

/** Equal arms. */
export type NonInferioritySize = {
  readonly kind: 'ok';
  readonly method: 'z';
  readonly alpha: number;
  readonly alternative: 'one-sided';
  readonly unitsPerVariantExact: number;
  readonly unitsPerVariant: number;
  readonly n: number;
};

/**
 * Units per variant to prove a change not worse than the margin: 2 v (z_a + z_b)^2 / (margin + expected
 * gain)^2. Refuses `zero_effect` (no margin), `zero_variance`, `unreachable` (the expected loss uses up
 * the margin), `invalid_input`. Source: Julious 2004.
 */
export function sampleSizeForNonInferiority(
  input: NonInferioritySizeInput,
): NonInferioritySize | StatsRefusal {
  const { variance, margin, alpha, power, expectedGain = 0 } = input;
  const problem = checkErrorRates({ alpha, power, sided: 1 });
  if (problem !== undefined) return problem;
  if (!(variance >= 0 && margin >= 0) || !Number.isFinite(variance + margin + expectedGain)) {
    return refuse('invalid_input', 'variance and margin must be finite and not negative');
  }
  if (margin === 0) return refuse('zero_effect', 'the margin is 0');
  if (variance === 0) return refuse('zero_variance', 'the variance is 0');
  const room = margin + expectedGain;
  const exact =
    room > 0 ? 2 * variance * (requiredDistance({ alpha, power, sided: 1 }) / room) ** 2 : Infinity;
  if (!Number.isFinite(exact)) return refuse('unreachable', 'nothing of the margin is left');
  const unitsPerVariant = Math.max(2, Math.ceil(exact));
  return {
    kind: 'ok',
    method: 'z',
    alpha,
    alternative: 'one-sided',
    unitsPerVariantExact: exact,
    unitsPerVariant,
    n: 2 * unitsPerVariant,
  };
}
