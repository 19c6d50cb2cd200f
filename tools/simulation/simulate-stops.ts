import { meanContrast } from '#stats/means/mean-contrast.ts';
import { mergeMoments, NO_UNITS } from '#stats/moments/moments.ts';
import type { RandomSource } from '#stats/numerics/seeded-random.ts';
import type { StoppingRule } from './rules.ts';
import type { Stream } from './streams.ts';

/** How one method did: share of runs that stopped, and the mean share of the planned units used. */
export interface StopRates {
  readonly proven: number;
  readonly meanFraction: number;
}

/**
 * Plays `runs` experiments of `looks` looks with the given effect; every rule reads the same
 * data and stops at its first proof. Answers in the order of `rules`.
 */
export function simulateStops(
  stream: Stream,
  rules: readonly StoppingRule[],
  settings: { readonly runs: number; readonly looks: number; readonly effect: number },
  random: RandomSource,
): readonly StopRates[] {
  const stops = new Float64Array(rules.length);
  const fractions = new Float64Array(rules.length);
  for (let run = 0; run < settings.runs; run += 1) {
    const firsts = firstProofs(stream, rules, settings, random);
    for (const [index, look] of firsts.entries()) {
      stops[index] = (stops[index] ?? 0) + (look > 0 ? 1 : 0);
      fractions[index] = (fractions[index] ?? 0) + (look > 0 ? look / settings.looks : 1);
    }
  }
  return rules.map((_, index) => ({
    proven: (stops[index] ?? 0) / settings.runs,
    meanFraction: (fractions[index] ?? 0) / settings.runs,
  }));
}

/** The look of the first proof per rule, 0 for none. */
function firstProofs(
  stream: Stream,
  rules: readonly StoppingRule[],
  { looks, effect }: { readonly looks: number; readonly effect: number },
  random: RandomSource,
): readonly number[] {
  const firsts = rules.map(() => 0);
  let control = NO_UNITS;
  let treatment = NO_UNITS;
  for (let look = 1; look <= looks; look += 1) {
    const added = stream.draw(random, effect);
    control = mergeMoments(control, added.control);
    treatment = mergeMoments(treatment, added.treatment);
    const contrast = meanContrast(control, treatment);
    if (contrast.kind === 'refused') continue;
    const { statistic } = contrast;
    const figures = { look, statistic, degreesOfFreedom: contrast.df, units: control.n + treatment.n };
    for (const [index, rule] of rules.entries()) {
      if (firsts[index] === 0 && rule.proven(figures)) firsts[index] = look;
    }
  }
  return firsts;
}
