import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustSize, cupedFactor } from '#stats/power/adjusted-size.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';
import { given } from '../figures.ts';

describe('days until every variant is full', () => {
  test('rounds up to whole weeks', () => {
    const result = plannedDuration({
      unitsPerVariant: [3839, 3839],
      allocation: [0.5, 0.5],
      dailyUnits: 1000,
    });
    expect(result).toEqual({ kind: 'ok', days: 8, wholeWeeks: 2, plannedDays: 14, plannedUnits: 14_000 });
  });

  test('waits for the variant with the least traffic for its size', () => {
    const result = plannedDuration({ unitsPerVariant: [1000, 1000], allocation: [9, 1], dailyUnits: 1000 });
    expect(result).toMatchObject({ days: 10, wholeWeeks: 2 });
  });

  test('a full week stays one week', () => {
    const result = plannedDuration({ unitsPerVariant: [350, 350], allocation: [0.5, 0.5], dailyUnits: 100 });
    expect(result).toMatchObject({ days: 7, wholeWeeks: 1 });
  });

  test.each([
    ['unreachable', { dailyUnits: 0 }],
    ['unreachable', { allocation: [1, 0] }],
    ['invalid_input', { allocation: [1] }],
    ['invalid_input', { unitsPerVariant: [-1, 5] }],
    ['invalid_input', { dailyUnits: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (reason, change) => {
    const input = { unitsPerVariant: [100, 100], allocation: [0.5, 0.5], dailyUnits: 10, ...change };
    expect(plannedDuration(input)).toMatchObject({ kind: 'refused', reason });
  });

  test('brings the units it promises', () => {
    const variant = fc.record({
      units: fc.integer({ min: 1, max: 1_000_000 }),
      share: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(
        fc.array(variant, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 1e6 }),
        (arms, daily) => {
          const allocation = arms.map(({ share }) => share);
          const total = allocation.reduce((sum, share) => sum + share, 0);
          const plan = given(
            plannedDuration({
              unitsPerVariant: arms.map(({ units }) => units),
              allocation,
              dailyUnits: daily,
            }),
          );
          for (const { units, share } of arms) {
            expect((plan.days * daily * share) / total).toBeGreaterThanOrEqual(units * (1 - 1e-9));
          }
          expect(plan.plannedDays % 7).toBe(0);
          expect(plan.plannedDays - plan.days).toBeLessThan(7);
        },
      ),
    );
  });
});

describe('what changes a fixed size', () => {
  test('covariate, looks and exposure multiply', () => {
    const result = adjustSize({
      units: 1000,
      covariateCorrelation: 0.6,
      sequentialFactor: 1.05,
      exposedShare: 0.5,
    });
    expect(result).toEqual({ kind: 'ok', factor: expect.closeTo(1.344, 12), units: 1344 });
    expect(cupedFactor(1)).toBe(0);
  });

  test.each([
    ['invalid_input', { covariateCorrelation: 1.1 }],
    ['invalid_input', { sequentialFactor: 0.9 }],
    ['unreachable', { exposedShare: 0 }],
  ])('refuses %s', (reason, change) => {
    expect(adjustSize({ units: 10, ...change })).toMatchObject({ kind: 'refused', reason });
  });
});
