import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mdeForLift, mdeForMeans, mdeForProportions } from '#stats/power/minimum-detectable-effect.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { given } from '../figures.ts';

const PLAN = { alpha: 0.05, power: 0.8 };

describe('smallest detectable change of a rate', () => {
  test.each(['increase', 'decrease'] as const)('needs exactly the units it came from (%s)', (direction) => {
    const input = fc.record({
      controlRate: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      controlUnits: fc.integer({ min: 1000, max: 1e7 }),
      ratio: fc.double({ min: 0.2, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(input, ({ controlRate, controlUnits, ratio }) => {
        const found = given(
          mdeForProportions({
            ...PLAN,
            controlRate,
            controlUnits,
            treatmentUnits: controlUnits * ratio,
            direction,
          }),
        );
        const size = given(
          sampleSizeForProportions({ ...PLAN, controlRate, treatmentRate: found.treatmentRate, ratio }),
        );
        expect(size.controlUnitsExact / controlUnits).toBeCloseTo(1, 6);
        expect(Math.sign(found.absolute)).toBe(direction === 'increase' ? 1 : -1);
      }),
    );
  });

  test('has no relative form at a rate of 0, and no end above 1', () => {
    const arms = { ...PLAN, controlUnits: 100, treatmentUnits: 100 };
    expect(mdeForProportions({ ...arms, controlRate: 0 })).toMatchObject({ kind: 'ok', relative: null });
    expect(mdeForProportions({ ...arms, controlRate: 0.99 })).toMatchObject({ reason: 'unreachable' });
  });
});

describe('smallest detectable change of a mean', () => {
  const input = { ...PLAN, mean: 20, variance: 900, controlUnits: 5000, treatmentUnits: 5000 };

  test('is the z distance in standard errors', () => {
    const found = given(mdeForMeans(input));
    expect(found.absolute).toBeCloseTo(2.801585218112969 * 0.6, 10);
    expect(found.relative).toBeCloseTo(found.absolute / 20, 14);
  });

  test('a lift needs more than the absolute change, and none is enough in pure noise', () => {
    const lift = given(mdeForLift({ ...PLAN, mean: 20, variance: 900, unitsPerVariant: 5000 })).lift;
    expect(lift).toBeGreaterThan(given(mdeForMeans(input)).relative ?? Number.NaN);
    const w = (2.801585218112969 / 20) ** 2 * (900 / 5000);
    expect(lift ** 2).toBeCloseTo(w * (1 + (1 + lift) ** 2), 12);
    expect(mdeForLift({ ...PLAN, mean: 0.1, variance: 9, unitsPerVariant: 5000 })).toMatchObject({
      reason: 'unreachable',
    });
    expect(mdeForLift({ ...PLAN, mean: 0, variance: 9, unitsPerVariant: 5000 })).toMatchObject({
      reason: 'zero_baseline',
    });
  });
});
