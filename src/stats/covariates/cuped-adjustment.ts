import { type BivariateMoments, mergeBivariate, residualM2 } from '#stats/moments/bivariate-moments.ts';
import type { Moments } from '#stats/moments/moments.ts';

/** Arms without what the covariate explains; `centre` is the covariate's mean over all units. */
export type CupedAdjustment = {
  readonly theta: number;
  readonly centre: number;
  /** In the order of the arms. */
  readonly arms: readonly Moments[];
};

/**
 * Takes out of each arm's metric (first value) what its covariate (second value) explains: y - theta (x - centre) with
 * theta = sum of the arms' cov(y, x) / sum of their var(x), both as sums of deviations. `total` takes theta from all units as
 * if they were one arm. A constant covariate gives theta 0 and leaves the arms as they are. Source: Deng, Xu, Kohavi, Walker 2013.
 */
export function cupedAdjustment(
  arms: readonly BivariateMoments[],
  theta: 'within' | 'total' = 'within',
): CupedAdjustment {
  const none = { n: 0, firstMean: 0, secondMean: 0, firstM2: 0, secondM2: 0, crossM2: 0 };
  const pooled = arms.reduce(mergeBivariate, none);
  const groups = theta === 'total' ? [pooled] : arms;
  const cross = groups.reduce((sum, { crossM2 }) => sum + crossM2, 0);
  const spread = groups.reduce((sum, { secondM2 }) => sum + secondM2, 0);
  const slope = spread > 0 && Number.isFinite(cross / spread) ? cross / spread : 0;
  const centre = pooled.secondMean;
  return {
    theta: slope,
    centre,
    arms: arms.map((arm) => ({
      n: arm.n,
      mean: arm.firstMean - slope * (arm.secondMean - centre),
      m2: residualM2(arm, slope),
    })),
  };
}
