import { describe, expect, it } from 'vitest';
import { gateChecks } from '#features/launch-experiment/gate-checks.ts';
import { gateFigures, gateMetrics } from '#features/launch-experiment/gate-metrics.ts';
import { launchChecks } from '#features/launch-experiment/launch-checks.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { DAY } from '#shared/clock.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { rateArm } from '#test/support/example-looks.ts';
import { GATE_PLAN, MAIL_PLAN } from '#test/support/example-plans.ts';

const REVENUE = {
  ...MAIL_PLAN.goal,
  kind: 'mean',
  property: 'revenue',
  key: 'revenue',
  name: 'Revenue',
} as const;
const CRASHES = {
  ...MAIL_PLAN.goal,
  key: 'crashes',
  name: 'Crash rate',
  desiredDirection: 'decrease',
} as const;
const PLAN = {
  ...MAIL_PLAN,
  goal: REVENUE,
  watch: { errors: CRASHES, regression: 0.1, pausesForIntegrity: false },
};

/** The checks with these events and errors, as key and state. */
function checksOf(
  events: { after: number; before?: number; unusable?: number },
  errors: readonly [number, number] | null = null,
  age = DAY,
) {
  const goalEvents = { before: 0, unusable: 0, ...events };
  const arms = errors && { control: rateArm(1_000, errors[0]), treatment: rateArm(1_000, errors[1]) };
  return gateChecks(PLAN, { goalEvents, errors: arms }, age).map(({ key, met }) => `${key} ${met}`);
}

describe('the gate of a launch', () => {
  it('asks for events of the goal before and after the exposure, and for errors, in one question', () => {
    const [goal, events, errors] = gateMetrics(PLAN);
    expect(goal).toBe(REVENUE);
    expect(events).toMatchObject({ event: REVENUE.event, property: null, kind: 'mean', covariateDays: 1 });
    expect(errors).toBe(CRASHES);
    // A goal that is known late has no events to hold against the exposure.
    expect(gateMetrics(GATE_PLAN)).toEqual([GATE_PLAN.goal]);
  });

  it('wants 95 % of the events with a usable value', () => {
    expect(checksOf({ after: 100, unusable: 5 })).toEqual(['valid-events true']);
    expect(checksOf({ after: 100, unusable: 6 })).toEqual(['valid-events false']);
    expect(checksOf({ after: 0, unusable: 0 })).toEqual([]);
  });

  it('wants the exposure before the event, by the rate of both', () => {
    expect(checksOf({ after: 100, before: 200 })).toContain('after-exposure true');
    expect(checksOf({ after: 3, before: 200 })).toContain('after-exposure false');
    // After a quarter of an hour few events can have come.
    expect(checksOf({ after: 3, before: 200 }, null, DAY / 96)).toContain('after-exposure true');
    expect(checksOf({ after: 3, before: 19 })).not.toContain('after-exposure false');
  });

  it('wants errors below twice the level of the control, beyond chance', () => {
    const error = (control: number, treatment: number) => checksOf({ after: 0 }, [control, treatment]);
    expect(error(20, 60)).toEqual(['errors-treatment false']);
    expect(error(20, 38)).toEqual(['errors-treatment true']);
    expect(error(4, 11)).toEqual(['errors-treatment true']);
    expect(error(0, 12)).toEqual(['errors-treatment false']);
    expect(error(0, 5)).toEqual([]);
  });

  it('reads its figures from the answer of the source', () => {
    const arm = (n: number, mean: number, before: number): ArmFigures => ({
      ...{ n, mean, variance: 1 },
      covariate: { mean: before, variance: 1, covariance: 0 },
    });
    const moments = {
      revenue: { control: rateArm(10, 1), treatment: rateArm(10, 1) },
      'revenue.events': { control: arm(10, 2, 3), treatment: arm(20, 1, 0.5) },
      crashes: { control: rateArm(10, 1), treatment: rateArm(20, 2) },
    };
    const units = { control: 10, treatment: 20 };
    const rest = { multiple: 0, withoutVariant: 0, daily: [], segments: [] };
    const read = gateFigures(PLAN, { units, moments, unusable: { revenue: 4 }, ...rest });
    expect(read.goalEvents).toEqual({ after: 40, before: 40, unusable: 4 });
    expect(read.errors).toBe(moments.crashes);
  });

  it('is held if 5 % of the units with exposures miss their variant', () => {
    const named = (withoutVariant: number) =>
      launchChecks(MAIL_PLAN, {
        ...{ units: { control: 500, treatment: 500 }, multiple: 0, withoutVariant, outsidePerInside: 0 },
        ...{ arms: { control: momentsFromCounts(500, 50), treatment: momentsFromCounts(500, 50) }, age: DAY },
      }).find(({ key }) => key === 'variant-named');
    expect(named(5)).toBeUndefined();
    expect(named(30)).toMatchObject({ met: false, unchecked: true });
    expect(named(60)).toMatchObject({ met: false });
    expect(named(60)?.unchecked).toBeUndefined();
    expect(named(60)?.text).toContain('That is 5.66 % of all units');
  });
});
