import { normalCdf } from '#stats/distributions.ts';
import { findRoot } from '#stats/numerics/find-root.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkEffects, type EffectEstimate, weighEffects } from './effect-estimate.ts';

/** A sum on the scale of the effects; the interval is that of the posterior, with alpha / 2 on each side. */
export type ShrunkenSum = {
  readonly kind: 'ok';
  readonly method: 'normal-normal';
  readonly alpha: number;
  readonly n: number;
  readonly estimate: number;
  readonly standardDeviation: number;
  readonly interval: ConfidenceInterval;
};

/** Fewer effects say next to nothing of how far they differ. */
const FEWEST = 4;
/** Points of the grid over the spread between effects. */
const POINTS = 400;

/** The sum if the spread between effects were known, and how likely that spread is, up to a constant. */
interface AtSpread {
  readonly logWeight: number;
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The sum of some true effects, by their places, as all of the effects tell: each ~ N(theta_i, se_i²), theta_i ~ N(mean, tau²), with flat
 * priors of the mean and of tau. Each effect is pulled towards the mean, so that what is picked by its estimate (as shipped changes are)
 * keeps little of its luck: less, the more effects there are. The error of the mean and of tau is in the interval.
 * Refuses `insufficient_sample` (fewer than 4 effects), `zero_variance`, `invalid_input`.
 * Sources: Lindley, Smith 1972; Gelman 2006 (the flat prior of tau).
 */
export function sumOfShrunken(
  effects: readonly EffectEstimate[],
  places: readonly number[],
  alpha: number,
): ShrunkenSum | StatsRefusal {
  const problem = checkEffects(effects, FEWEST);
  if (problem !== undefined) return problem;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const common = { kind: 'ok', method: 'normal-normal', alpha, n: effects.length } as const;
  const picked = places.flatMap((place) => effects[place] ?? []);
  if (picked.length === 0)
    return { ...common, estimate: 0, standardDeviation: 0, interval: { lower: 0, upper: 0 } };
  const mixture = overSpreads(effects, picked);
  const estimate = mixture.reduce((sum, { weight, mean }) => sum + weight * mean, 0);
  const variance = mixture.reduce(
    (sum, { weight, mean, deviation }) => sum + weight * (deviation ** 2 + (mean - estimate) ** 2),
    0,
  );
  const standardDeviation = Math.sqrt(variance);
  const end = (share: number) => {
    // By Chebyshev's inequality the end lies within.
    const reach = standardDeviation / Math.sqrt(alpha / 4);
    const bracket = { low: estimate - reach, high: estimate + reach, tolerance: standardDeviation * 1e-10 };
    return findRoot((x) => cdfOf(mixture, x) - share, bracket) ?? estimate;
  };
  return {
    ...common,
    estimate,
    standardDeviation,
    interval: { lower: end(alpha / 2), upper: end(1 - alpha / 2) },
  };
}

type Part = Pick<AtSpread, 'mean' | 'deviation'> & { readonly weight: number };

function cdfOf(mixture: readonly Part[], x: number): number {
  return mixture.reduce(
    (sum, { weight, mean, deviation }) => sum + weight * normalCdf((x - mean) / deviation),
    0,
  );
}

/** The posterior of the sum as a mixture over the spread; weights sum to 1. */
function overSpreads(effects: readonly EffectEstimate[], picked: readonly EffectEstimate[]): readonly Part[] {
  const errors = effects.map(({ standardError }) => standardError).toSorted((a, b) => a - b);
  const unit = errors[Math.floor(errors.length / 2)] ?? 1;
  const grid = Array.from({ length: POINTS }, (_, index) => {
    // The whole half-line in equal steps of u = tau / (tau + unit).
    const u = (index + 0.5) / POINTS;
    const at = sumAt(effects, picked, (unit * u) / (1 - u));
    return { ...at, logWeight: at.logWeight - 2 * Math.log1p(-u) };
  });
  const top = Math.max(...grid.map(({ logWeight }) => logWeight));
  const weights = grid.map(({ logWeight }) => Math.exp(logWeight - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return grid.flatMap(({ mean, deviation }, index) => {
    const weight = (weights[index] ?? 0) / total;
    return weight < 1e-16 ? [] : [{ weight, mean, deviation }];
  });
}

function sumAt(effects: readonly EffectEstimate[], picked: readonly EffectEstimate[], tau: number): AtSpread {
  const widened = effects.map(({ estimate, standardError }) => ({
    estimate,
    standardError: Math.hypot(standardError, tau),
  }));
  const { mean, standardError, q } = weighEffects(widened);
  const logs = widened.reduce((sum, effect) => sum + Math.log(effect.standardError), 0);
  const kept = picked.map((effect) => (tau / Math.hypot(tau, effect.standardError)) ** 2);
  const pulled = kept.reduce((sum, share) => sum + 1 - share, 0);
  const own = picked.map((effect, index) => effect.standardError * Math.sqrt(kept[index] ?? 0));
  return {
    logWeight: Math.log(standardError) - logs - q / 2,
    mean: picked.reduce((sum, { estimate }, index) => sum + mean + (kept[index] ?? 0) * (estimate - mean), 0),
    // All pulled effects share the error of the mean.
    deviation: Math.hypot(...own, pulled * standardError),
  };
}
