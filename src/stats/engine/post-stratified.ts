import { postStratifiedTest } from '#stats/covariates/post-stratified-test.ts';
import { type Moments, mergeAllMoments, NO_UNITS } from '#stats/moments/moments.ts';
import type { AnalysisPlan } from './analysis.ts';
import { pairArms } from './arms.ts';
import type { LookSegment, StratifiedEffect } from './details.ts';

/** Units of an arm that a stratum needs; smaller ones are put together. */
const LEAST_UNITS = 2;

/**
 * The effect of a treatment on the goal with both arms weighted to the same mix of a dimension: chance that put more units of
 * one segment into an arm is taken out. Null if there are fewer than two strata, for a ratio (whose segments do not add up),
 * or if the data allow no comparison.
 */
export function postStratified(
  plan: AnalysisPlan,
  segments: readonly LookSegment[],
  variant: string,
): StratifiedEffect | null {
  const goal = plan.metrics.find(({ role }) => role === 'goal');
  if (goal === undefined || goal.kind === 'ratio') return null;
  const pairs = segments.map(({ moments }) => ({
    control: moments[plan.control] ?? NO_UNITS,
    treatment: moments[variant] ?? NO_UNITS,
  }));
  const strata = withoutSmall(pairs);
  const control = mergeAllMoments(strata.map((stratum) => stratum.control));
  const plain = pairArms(control, mergeAllMoments(strata.map(({ treatment }) => treatment)));
  const found = postStratifiedTest({ strata, alpha: plan.alpha });
  if (strata.length < 2 || plain.kind === 'refused' || found.kind === 'refused') return null;
  // The level of the same mix that the effect has.
  const level = strata.reduce(
    (sum, one) => sum + ((one.control.n + one.treatment.n) / found.n) * one.control.mean,
    0,
  );
  if (level === 0) return null;
  return {
    variant,
    lift: found.absoluteEffect / Math.abs(level),
    varianceSaved: 1 - (found.standardError / plain.standardError) ** 2,
  };
}

interface Stratum {
  readonly control: Moments;
  readonly treatment: Moments;
}

/** Strata with enough units; the small ones as one, if that is large enough. */
function withoutSmall(pairs: readonly Stratum[]): readonly Stratum[] {
  const isLarge = ({ control, treatment }: Stratum) => control.n >= LEAST_UNITS && treatment.n >= LEAST_UNITS;
  const small = pairs.filter((pair) => !isLarge(pair));
  const rest = {
    control: mergeAllMoments(small.map(({ control }) => control)),
    treatment: mergeAllMoments(small.map(({ treatment }) => treatment)),
  };
  return [...pairs.filter(isLarge), ...(isLarge(rest) ? [rest] : [])];
}
