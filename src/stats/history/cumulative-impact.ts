import type { StatsRefusal } from '#stats/outcome.ts';
import { checkEffects, type EffectEstimate } from './effect-estimate.ts';

/** A past experiment's measured effect, and whether its treatment was shipped. */
export type PastEffect = EffectEstimate & { readonly shipped: boolean };

/** `factor` 1 keeps the estimates, 0 leaves nothing of them. */
export type JamesStein = {
  readonly kind: 'ok';
  readonly method: 'james-stein';
  readonly n: number;
  readonly factor: number;
  readonly estimates: readonly number[];
};

/**
 * Positive-part James-Stein: every effect times max(0, 1 - (k - 2) / sum z²), z = estimate / SE.
 * Refuses `insufficient_sample` (fewer than 3 effects: nothing can be learnt from so few),
 * `zero_variance`, `invalid_input`. Sources: James, Stein 1961; Efron, Morris 1975.
 */
export function jamesStein(effects: readonly EffectEstimate[]): JamesStein | StatsRefusal {
  const problem = checkEffects(effects, 3);
  if (problem !== undefined) return problem;
  const squares = effects.reduce((sum, effect) => sum + (effect.estimate / effect.standardError) ** 2, 0);
  const factor = squares > 0 ? Math.max(0, 1 - (effects.length - 2) / squares) : 0;
  return {
    kind: 'ok',
    method: 'james-stein',
    n: effects.length,
    factor,
    estimates: effects.map((effect) => factor * effect.estimate),
  };
}

/** Sums over shipped experiments only, on the scale of the effects. */
export type CumulativeImpact = {
  readonly kind: 'ok';
  readonly method: 'james-stein';
  readonly n: number;
  readonly shipped: number;
  readonly naive: number;
  readonly deBiased: number;
  readonly standardError: number;
  readonly factor: number;
};

/**
 * What the shipped experiments are worth together. The sum of the measured effects of what was shipped counts
 * its luck as well (selection by the estimate); shrinking by what *all* experiments show, shipped or not, takes
 * it out. `standardError` is that of the shrunken sum, the factor taken as known. Give effects of one metric
 * in its desired direction. Refuses as {@link jamesStein}. Source: James, Stein 1961; Efron, Morris 1975.
 */
export function cumulativeImpact(past: readonly PastEffect[]): CumulativeImpact | StatsRefusal {
  const shrunken = jamesStein(past);
  if (shrunken.kind === 'refused') return shrunken;
  const shipped = past.filter((effect) => effect.shipped);
  const naive = shipped.reduce((sum, effect) => sum + effect.estimate, 0);
  const spread = Math.hypot(...shipped.map((effect) => effect.standardError));
  return {
    kind: 'ok',
    method: 'james-stein',
    n: past.length,
    shipped: shipped.length,
    naive,
    deBiased: shrunken.factor * naive,
    standardError: shrunken.factor * spread,
    factor: shrunken.factor,
  };
}
