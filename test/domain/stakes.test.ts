import { describe, expect, it } from 'vitest';
import { chanceOfAtLeast, stakesOf } from '#domain/decision/stakes.ts';
import type { Plan } from '#domain/plan.ts';
import { comparison } from '#test/domain/example-analyses.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

/** A lift of +4 % with the standard error 2 %: at the critical value 1.96 the interval is +0.08 % to +7.92 %. */
const four = comparison({
  lift: 0.04,
  liftInterval: { lower: 0.04 - 1.96 * 0.02, upper: 0.04 + 1.96 * 0.02 },
  criticalValue: 1.96,
});
const falling: Plan = { ...GATE_PLAN, goal: { ...GATE_PLAN.goal, desiredDirection: 'decrease' } };
const mirrored = comparison({
  lift: -0.04,
  liftInterval: { lower: -0.04 - 1.96 * 0.02, upper: -0.04 + 1.96 * 0.02 },
  criticalValue: 1.96,
});

describe('the chance that a lift is at least so large', () => {
  // Areas under the normal curve, from a printed table.
  it.each([
    [0.04, 0.5],
    [0.02, 0.8413],
    [0.06, 0.1587],
    [0.08, 0.0228],
    [0, 0.9772],
  ])('of %d is %d', (bar, chance) => {
    expect(chanceOfAtLeast(GATE_PLAN, four, bar)).toBeCloseTo(chance, 4);
    expect(chanceOfAtLeast(falling, mirrored, bar)).toBeCloseTo(chance, 4);
  });

  it('does not depend on how early the look is, whose interval is wider by its critical value alone', () => {
    const early = comparison({
      lift: 0.04,
      liftInterval: { lower: 0.04 - 2.96 * 0.02, upper: 0.04 + 2.96 * 0.02 },
      criticalValue: 2.96,
    });
    expect(chanceOfAtLeast(GATE_PLAN, early, 0.02)).toBeCloseTo(0.8413, 4);
  });

  it('takes the spread of the side that the bar lies on', () => {
    const skewed = { ...four, liftInterval: { lower: 0.04 - 1.96 * 0.01, upper: 0.04 + 1.96 * 0.04 } };
    expect(chanceOfAtLeast(GATE_PLAN, skewed, 0.08)).toBeCloseTo(0.1587, 4);
    expect(chanceOfAtLeast(GATE_PLAN, skewed, 0.03)).toBeCloseTo(0.8413, 4);
  });

  it.each([
    ['no lift', { lift: null, liftInterval: null }],
    ['no interval', { liftInterval: null }],
    ['an interval without width', { liftInterval: { lower: 0.04, upper: 0.04 } }],
  ])('is not known with %s', (_what, change) => {
    expect(chanceOfAtLeast(GATE_PLAN, { ...four, ...change }, 0.02)).toBeNull();
  });
});

describe('what shipping means', () => {
  const one = comparison({ absoluteEffect: 0.01, absoluteInterval: { lower: -0.002, upper: 0.022 } });
  const traffic = { ...GATE_PLAN, baseline: { ...GATE_PLAN.baseline, unitsPerDay: 1_000 } };
  const of = (goal: Partial<Plan['goal']>) =>
    stakesOf({ ...traffic, goal: { ...traffic.goal, ...goal } }, one);

  it('in 30 and 365 days of 1,000 units is 300 and 3,650 units for one point', () => {
    const { of: what, month, year } = stakesOf(traffic, one) ?? {};
    expect(what).toBe('units');
    expect([month?.effect, month?.lower, month?.upper].map((value) => Math.round(value ?? 0))).toEqual([
      300, -60, 660,
    ]);
    expect([year?.effect, year?.lower, year?.upper].map((value) => Math.round(value ?? 0))).toEqual([
      3650, -730, 8030,
    ]);
  });

  it('is counted in events or in the total of a property for means', () => {
    expect(of({ kind: 'mean', property: null })?.of).toBe('events');
    expect(of({ kind: 'mean', property: 'revenue' })?.of).toBe('total');
  });

  it('is not said of what does not add up, or without traffic', () => {
    expect(of({ kind: 'ratio' })).toBeNull();
    expect(of({ kind: 'mean', property: 'page', aggregate: 'unique' })).toBeNull();
    const none = { ...GATE_PLAN, baseline: { ...GATE_PLAN.baseline, unitsPerDay: 0 } };
    expect(stakesOf(none, one)).toBeNull();
  });
});
