import { describe, expect, it } from 'vitest';
import { paceOf } from '#domain/design/pace.ts';
import type { Plan } from '#domain/plan.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

/** 14 days of units and 8 of waiting; 90,189 units planned. */
const pace = (daysRunning: number, informationFraction: number, plan: Plan = GATE_PLAN) => {
  const found = paceOf(plan, { daysRunning, informationFraction });
  if (found === null) throw new Error('no pace');
  return found;
};

function power(unitsPerArm: number): number {
  const { mean } = GATE_PLAN.baseline;
  const units = unitsPerArm / GATE_PLAN.sizing.inflation;
  const rates = { controlRate: mean, treatmentRate: mean * 1.05, alpha: 0.05 };
  const found = powerForProportions({ ...rates, controlUnits: units, treatmentUnits: units });
  return found.kind === 'ok' ? found.power : Number.NaN;
}

describe('the pace of an experiment', () => {
  it('is 1 if as many units came as planned, with the power of all of them', () => {
    const found = pace(7, 0.5);
    expect(found).toMatchObject({ pace: 1, daysLeft: 7, reachedOnDay: null });
    expect(found.unitsAtEnd).toBe(90_189);
    expect(found.power).toBe(found.plannedPower);
    expect(found.plannedPower).toBeCloseTo(power(90_189 / 2), 10);
    expect(found.detectableLift).toBeCloseTo(GATE_PLAN.sizing.detectableLift ?? 0, 5);
  });

  it('says what fewer units make of the end', () => {
    const found = pace(7, 0.2);
    expect(found.pace).toBeCloseTo(0.4, 12);
    expect(found.unitsAtEnd).toBeCloseTo(36_075.6, 6);
    expect(found.power).toBeCloseTo(power(36_075.6 / 2), 10);
    expect(found.power).toBeLessThan(0.7);
    expect(found.detectableLift).toBeGreaterThan(0.05);
  });

  it('says when more units reach the planned ones, in whole weeks', () => {
    expect(pace(7, 1.1)).toMatchObject({ reachedOnDay: 7, daysLeft: 7 });
    expect(pace(7, 0.9).reachedOnDay).toBeNull();
    expect(pace(14, 1)).toMatchObject({ pace: 1, daysLeft: 0, reachedOnDay: null });
  });

  it('expects units in the order in which they came before', () => {
    // Most units are new on the first days, so that half of them after a week would be slow.
    const firstSeen = Array.from({ length: 14 }, (_, day) => (day < 7 ? 300 : 100));
    const front: Plan = { ...GATE_PLAN, baseline: { ...GATE_PLAN.baseline, firstSeen } };
    expect(pace(7, 0.75, front).pace).toBeCloseTo(1, 12);
    expect(pace(7, 0.5, front).pace).toBeCloseTo(2 / 3, 12);
    // A horizon that is shorter than the plan says nothing of its end.
    const short: Plan = { ...GATE_PLAN, baseline: { ...GATE_PLAN.baseline, firstSeen: [900, 100] } };
    expect(pace(7, 0.5, short).pace).toBe(1);
  });

  it('is not known before any unit is expected to count', () => {
    for (const daysRunning of [0, -3]) {
      expect(paceOf(GATE_PLAN, { daysRunning, informationFraction: 0 })).toBeNull();
    }
  });
});
