import { describe, expect, it } from 'vitest';
import { sizePlan } from '#domain/design/sizing.ts';
import { visibleLift } from '#domain/design/visible-lift.ts';
import type { Metric } from '#domain/metric.ts';

const ORDERS: Metric = {
  ...{ key: 'orders', name: 'Orders', description: 'ordered', kind: 'proportion' },
  ...{ desiredDirection: 'increase', event: 'order', property: null, windowDays: 14 },
};

function input(unitsPerDay: number, horizonDays = 14, goal = ORDERS) {
  const baseline = {
    mean: 0.05,
    variance: 0.0475,
    units: unitsPerDay * horizonDays,
    unitsPerDay,
    horizonDays,
  };
  const asked = { trafficShare: 1, split: [0.5, 0.5], cadence: 'weekly', alpha: 0.05, power: 0.8 } as const;
  return { goal, baseline, ...asked };
}

describe('visibleLift', () => {
  it('is the lift worth having if the traffic shows it in time', () => {
    expect(visibleLift(input(1_000_000), 0.02)).toBe(0.02);
    expect(visibleLift(input(1_000_000), 0.037)).toBe(0.037);
  });

  // (1.9600 + 0.8416)² · (0.05 · 0.95 + 0.055 · 0.945) / 0.005² = 31,231 units an arm, 62,462 in all, 0.8 % more for two looks.
  it('agrees with the size by hand: just above 10 % if 14 days bring too few units for it, 10 % if they bring enough', () => {
    expect(visibleLift(input(4_400), 0.05)).toBe(0.12);
    expect(visibleLift(input(4_550), 0.05)).toBe(0.1);
  });

  it('is the smallest of its kind: the next smaller one would take longer', () => {
    const lift = visibleLift(input(3_000), 0.01) ?? 0;
    const days = (smallestLift: number) => {
      const sizing = sizePlan({ ...input(3_000), smallestLift });
      return sizing.kind === 'ok' ? sizing.value.days : Number.POSITIVE_INFINITY;
    };
    expect(days(lift)).toBeLessThanOrEqual(14);
    expect(days(lift * 0.8)).toBeGreaterThan(14);
  });

  it('grows if units count later in the same calendar, because fewer days bring units', () => {
    const late: Metric = { ...ORDERS, delayDays: 7, windowDays: 8 };
    expect(visibleLift(input(4_550, 7, late), 0.05)).toBeGreaterThan(0.1);
  });

  it('is none if no lift can be seen, or if a guardrail that must hold cannot be proven in time', () => {
    expect(visibleLift(input(20), 0.05)).toBeNull();
    const crashes: Metric = { ...ORDERS, key: 'crashes', desiredDirection: 'decrease' };
    const held = { metric: crashes, margin: 0.01, baseline: { mean: 0.002, variance: 0.001996 } };
    expect(visibleLift({ ...input(4_550), mustHold: [held] }, 0.05)).toBeNull();
  });
});
