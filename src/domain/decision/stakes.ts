import type { Plan } from '#domain/plan.ts';
import { normalPosterior } from '#stats/bayes/normal-posterior.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/** What shipping changes in so many days, in the unit that `of` says: more (above 0) or fewer, with the ends of the interval. */
export interface Impact {
  readonly effect: number;
  readonly lower: number;
  readonly upper: number;
}

/** What a treatment would mean if it shipped and the effect lasted. */
export interface Stakes {
  /** `units` that do it, `events`, or the `total` of a property. */
  readonly of: 'units' | 'events' | 'total';
  readonly month: Impact;
  readonly year: Impact;
}

const MONTH = 30;
const YEAR = 365;

/**
 * Chance, 0..1, that the lift is at least so much better than `lift` in the wanted direction, by the likelihood of the look with a flat
 * prior: a second opinion, not corrected for looks and treatments. The spread of each side is that of its end of the interval. Null if no
 * lift or no interval can be stated.
 */
export function chanceOfAtLeast(
  { goal: { desiredDirection } }: Pick<Plan, 'goal'>,
  { lift: estimate, liftInterval, criticalValue }: Comparison,
  lift: number,
): number | null {
  if (estimate === null || liftInterval === null || !(criticalValue > 0)) return null;
  const bar = desiredDirection === 'increase' ? lift : -lift;
  const reach = bar > estimate ? liftInterval.upper - estimate : estimate - liftInterval.lower;
  const posterior = normalPosterior({
    estimate: estimate - bar,
    standardError: reach / criticalValue,
    prior: null,
    alpha: 0.05,
    desiredDirection,
  });
  return posterior.kind === 'ok' ? posterior.chanceToWin : null;
}

/**
 * What the absolute effect on the goal comes to in 30 and in 365 days, if all new units of the surface meet the treatment and come
 * as they did before the experiment. Null for what does not add up over units (ratios, numbers of different texts) and without traffic.
 */
export function stakesOf({ goal, baseline }: Plan, comparison: Comparison): Stakes | null {
  if (goal.kind === 'ratio' || goal.aggregate === 'unique' || !(baseline.unitsPerDay > 0)) return null;
  const over = (days: number): Impact => {
    const units = baseline.unitsPerDay * days;
    const { absoluteEffect, absoluteInterval } = comparison;
    return {
      effect: absoluteEffect * units,
      lower: absoluteInterval.lower * units,
      upper: absoluteInterval.upper * units,
    };
  };
  const of = goal.kind === 'proportion' ? 'units' : goal.property === null ? 'events' : 'total';
  return { of, month: over(MONTH), year: over(YEAR) };
}
