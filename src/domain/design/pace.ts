import { detectableLift, goalMissed } from '#domain/design/goal-size.ts';
import type { SizingInput } from '#domain/design/sizing-input.ts';
import { goalsOf } from '#domain/goals.ts';
import { controlOf, enteringDays, type Plan, sizedLift } from '#domain/plan.ts';

/** How far an experiment has come: whole days whose units count, and its share of the planned units. */
export interface UnitsSoFar {
  readonly daysRunning: number;
  readonly informationFraction: number;
}

/** How units arrive by comparison with the plan, and what that makes of its end. */
export interface PaceOfUnits {
  /** Units that count so far by those that were expected by now; 1 is as planned. */
  readonly pace: number;
  /** Until the registered end, at the latest. */
  readonly daysLeft: number;
  /** Units over all variants that count at the end, at this pace. */
  readonly unitsAtEnd: number;
  /** Whole weeks of units after which the planned ones are reached at this pace; null if the last day comes first. */
  readonly reachedOnDay: number | null;
  /** Chance, 0..1, to prove the lift that the plan is sized for: with the units of this pace, and with the planned ones. */
  readonly power: number;
  readonly plannedPower: number;
  /** The smallest lift, relative, that the units of this pace prove with the plan's power; null if none. */
  readonly detectableLift: number | null;
}

const WEEK = 7;

/**
 * Compares the units of a look with those that the plan expects by that day: in the order in which new units came over the horizon of
 * its baseline, or evenly if that is not known. Null before any unit is expected.
 */
export function paceOf(plan: Plan, { daysRunning, informationFraction }: UnitsSoFar): PaceOfUnits | null {
  const { plannedUnits, inflation } = plan.sizing;
  const expected = expectedShare(plan, Math.max(0, daysRunning));
  if (!(expected > 0)) return null;
  const pace = informationFraction / expected;
  const input = sizingOf(plan);
  const controlShare = controlOf(plan)?.allocation ?? 0;
  const controlUnits = (plannedUnits * controlShare) / inflation;
  return {
    pace,
    daysLeft: Math.max(0, enteringDays(plan.sizing) - daysRunning),
    unitsAtEnd: plannedUnits * pace,
    reachedOnDay: reachedOn(plan, pace),
    power: 1 - goalMissed(input, controlUnits * pace),
    plannedPower: 1 - goalMissed(input, controlUnits),
    detectableLift: detectableLift(input, controlUnits * pace),
  };
}

/** The share, 0..1, of the planned units that the plan expects to count after so many days of them. */
function expectedShare({ baseline: { firstSeen = [] }, sizing }: Plan, daysRunning: number): number {
  const entering = enteringDays(sizing);
  const sum = (days: number) => firstSeen.slice(0, days).reduce((total, units) => total + units, 0);
  const whole = sum(entering);
  const isKnown = firstSeen.length >= entering && whole > 0;
  return Math.min(1, isKnown ? sum(daysRunning) / whole : daysRunning / entering);
}

function reachedOn(plan: Plan, pace: number): number | null {
  const entering = enteringDays(plan.sizing);
  for (let day = WEEK; day < entering; day += WEEK) {
    if (expectedShare(plan, day) * pace >= 1) return day;
  }
  return null;
}

function sizingOf(plan: Plan): SizingInput {
  const { goal, baseline, request, lookCadence: cadence, alpha, power } = plan;
  const split = plan.variants.map(({ allocation }) => allocation);
  const { trafficShare } = request;
  const goals = goalsOf(plan).length;
  return {
    goal,
    goals,
    baseline,
    smallestLift: sizedLift(request),
    trafficShare,
    split,
    cadence,
    alpha,
    power,
  };
}
