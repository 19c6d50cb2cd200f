import type { LookSlices } from '#domain/looks/look-slices.ts';
import type { Plan } from '#domain/plan.ts';
import { engineMoments, isAdjusted, rawMoments } from '#features/engine-moments.ts';
import type { LookFigures } from '#ports/look-figures.ts';

/** The goal by the dimensions that the plan registers, as the engine takes it. */
export function slicesOf({ goal }: Plan, { segments }: Pick<LookFigures, 'segments'>): LookSlices {
  return {
    segments: segments.map(({ dimension, value, units, moments }) => {
      const arms = moments[goal.key] ?? {};
      return {
        ...{ dimension, value, units },
        moments: engineMoments(goal, arms),
        raw: isAdjusted(goal) ? rawMoments(arms) : {},
      };
    }),
  };
}
