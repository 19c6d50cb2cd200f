import { countedUnits } from '#domain/decision/race.ts';
import { POLICY } from '#domain/design/policy.ts';
import { enteringDays, type Plan } from '#domain/plan.ts';
import { normalIsf, normalQuantile } from '#stats/distributions.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import { promisingZone } from '#stats/power/sample-size-reestimation.ts';

/** What more units would bring before the registered end. Chances are 0..1 and suppose that the effect is the one seen so far. */
export interface Outlook {
  readonly isPromising: boolean;
  /** Chance of the proof by the registered end. */
  readonly chance: number;
  /** Units over all variants, and whole days of running, that bring the chance of the plan or as much as the longest experiment allows. */
  readonly units: number;
  readonly days: number;
  /** Chance of the proof with them. */
  readonly chanceThen: number;
}

/**
 * The chance to prove the goal by the registered end and with more units (promising zone; Mehta, Pocock 2011), at the level that the
 * comparison is held against. Null at the end, with a proven goal, and if nothing can be computed.
 */
export function outlookOf(plan: Plan, analysis: Analysis, goal: Comparison): Outlook | null {
  const fraction = analysis.fractions?.[goal.metric] ?? analysis.informationFraction;
  if (goal.verdict !== 'unproven' || !(fraction > 0 && fraction < 1)) return null;
  const { plannedUnits } = plan.sizing;
  const mostUnits = Math.floor(plannedUnits * Math.max(1, mostDays(plan) / enteringDays(plan.sizing)));
  const zone = promisingZone({
    z: (plan.goal.desiredDirection === 'increase' ? 1 : -1) * goal.statistic,
    firstUnits: fraction * plannedUnits,
    plannedUnits,
    alpha: goal.alpha / 2,
    power: plan.power,
    mostUnits,
  });
  if (zone.kind === 'refused') return null;
  const { conditionalPower: chance, totalUnits: units, newConditionalPower: chanceThen } = zone;
  return {
    isPromising: zone.zone === 'promising' && units > plannedUnits,
    // Rounded, so that a later digit of a quantile makes no other verdict.
    chance: Number(chance.toFixed(4)),
    units: Math.round(units),
    days: daysFor(plan, units),
    chanceThen: Number(chanceThen.toFixed(4)),
  };
}

/** A follow-up experiment that sees the lift worth having. */
export interface FollowUp {
  /** Whether the interval of this one still reaches the lift worth having. */
  readonly reaches: boolean;
  /** Units over all variants, and days at the pace of the plan. */
  readonly units: number;
  readonly days: number;
}

/**
 * The size of a follow-up that proves the smallest lift worth having with the plan's power: units grow by the square of the standard errors
 * that lift and power take. Null if the spread or the level of the goal allows no size.
 */
export function followUpOf(plan: Plan, analysis: Analysis, goal: Comparison): FollowUp | null {
  const { lift, liftInterval, controlMean, standardError, alpha } = goal;
  const { smallestLift } = plan.request;
  if (lift === null || liftInterval === null || !(smallestLift > 0)) return null;
  const errors = normalIsf(alpha / 2) + normalQuantile(plan.power);
  const units = Math.ceil(
    countedUnits(analysis) * ((errors * standardError) / (smallestLift * Math.abs(controlMean))) ** 2,
  );
  if (!Number.isFinite(units)) return null;
  const reach = plan.goal.desiredDirection === 'increase' ? liftInterval.upper : -liftInterval.lower;
  return { reaches: reach >= smallestLift, units, days: daysFor(plan, units) };
}

/** Whole weeks in which units may enter at most. */
function mostDays({ sizing: { waitDays = 0 } }: Plan): number {
  return Math.floor((POLICY.maximumDays - waitDays) / 7) * 7;
}

/** Whole weeks in which so many units come at the pace of the plan, and the days to wait for the last of them. */
function daysFor(plan: Plan, units: number): number {
  const { plannedUnits, waitDays = 0 } = plan.sizing;
  const entering = (units / plannedUnits) * enteringDays(plan.sizing);
  return Math.ceil(entering / 7 - 1e-9) * 7 + waitDays;
}
