import type { LookSlices } from '#domain/looks/look-slices.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { engineMoments, isAdjusted, rawMoments } from '#features/engine-moments.ts';
import type { DayFigures, LookFigures } from '#ports/look-figures.ts';
import type { Window } from '#ports/look-request.ts';
import { DAY } from '#shared/clock.ts';
import type { Overlapping } from './overlapping.ts';

/** The goal by the dimensions that the plan registers, by day, and by the variants of the experiments beside it, as the engine takes it. */
export function slicesOf(
  { goal }: Plan,
  { segments, daily }: Pick<LookFigures, 'segments' | 'daily'>,
  window: Window,
  others: readonly Overlapping[],
): LookSlices {
  const parts = segments.map(({ dimension, value, units, moments }) => {
    const arms = moments[goal.key] ?? {};
    return {
      ...{ dimension, value, units },
      moments: engineMoments(goal, arms),
      raw: isAdjusted(goal) ? rawMoments(arms) : {},
    };
  });
  return {
    segments: parts,
    others: others.map(({ dimension, ...other }) => ({
      ...other,
      segments: parts.filter((part) => part.dimension === dimension),
    })),
    days: daily.flatMap((day) => dayOf(goal, day, window)),
  };
}

/** A day if the window of its last unit is over; with less time its units would make every effect seem to wear off. */
function dayOf(goal: Metric, { date, figures }: DayFigures, { from, until }: Window): LookSlices['days'] {
  const start = Date.parse(date);
  const over = start + (1 + Math.max(goal.windowDays, maturityDays(goal))) * DAY;
  if (figures === undefined || over > until) return [];
  return [{ day: Math.floor((start - from) / DAY) + 1, moments: engineMoments(goal, figures) }];
}
