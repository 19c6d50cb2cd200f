import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** A measured effect (a lift, or an absolute effect) with its standard error > 0, both on one scale. */
export type EffectEstimate = { readonly estimate: number; readonly standardError: number };

/** Figures beyond this size (or below its inverse, for errors) would overflow when squared. */
const WIDEST = 1e50;
/** An effect measured this much worse than another weighs nothing beside it. */
const UNEVEN = 1e7;

/**
 * Refuses effects that cannot be weighed together: fewer than `least` (`insufficient_sample`), a
 * standard error of 0 (`zero_variance`), figures not finite or more than 1e50 in size, standard
 * errors below 1e-50 or one more than 1e7 times another (`invalid_input`).
 */
export function checkEffects(effects: readonly EffectEstimate[], least: number): StatsRefusal | undefined {
  if (effects.length < least) return refuse('insufficient_sample', `fewer than ${least} effects were given`);
  if (effects.some((effect) => effect.standardError === 0)) {
    return refuse('zero_variance', 'an effect has a standard error of 0');
  }
  const sound = effects.every(
    ({ estimate, standardError }) =>
      Math.abs(estimate) <= WIDEST && standardError >= 1 / WIDEST && standardError <= WIDEST,
  );
  const errors = effects.map((effect) => effect.standardError);
  const even = Math.max(...errors, 0) <= UNEVEN * Math.min(...errors, Number.MAX_VALUE / UNEVEN);
  return sound && even
    ? undefined
    : refuse('invalid_input', 'an effect or its standard error is out of range');
}

/** Cochran's Q: how far effects differ beyond their errors, and the precision-weighted mean. */
export function weighEffects(effects: readonly EffectEstimate[]): {
  readonly mean: number;
  readonly standardError: number;
  readonly q: number;
} {
  // Weights relative to the most exact effect, so that squares stay in range.
  const least = Math.min(...effects.map((effect) => effect.standardError));
  const weights = effects.map((effect) => (least / effect.standardError) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = effects.reduce((sum, effect, i) => sum + (weights[i] ?? 0) * (effect.estimate / total), 0);
  const q = effects.reduce((sum, effect) => sum + ((effect.estimate - mean) / effect.standardError) ** 2, 0);
  return { mean, standardError: least / Math.sqrt(total), q };
}
