import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalIsf, normalSf } from '#stats/distributions.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { bestControlShare, sampleSizeForArms } from '#stats/power/sample-size-multi-arm.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { given, numbersIn } from '../figures.ts';

const RATES = { alpha: 0.05, power: 0.8 };
const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('units to compare two rates', () => {
  // Textbook question, 10 % to 12 %: the three formulas differ and each has its name.
  test.each([
    ['unpooled', 3839],
    ['pooled', 3841],
    ['arcsine', 3835],
  ] as const)('%s', (method, units) => {
    const size = given(sampleSizeForProportions({ ...RATES, controlRate: 0.1, treatmentRate: 0.12, method }));
    expect(size).toMatchObject({ method, controlUnits: units, treatmentUnits: units, n: 2 * units });
  });

  test('rounds the treatment arm after applying the ratio', () => {
    const size = sampleSizeForProportions({ ...RATES, controlRate: 0.1, treatmentRate: 0.12, ratio: 0.25 });
    expect(size).toMatchObject({ controlUnits: 10055, treatmentUnits: 2514 });
  });

  test.each([
    ['zero_effect', { controlRate: 0.1, treatmentRate: 0.1 }],
    ['zero_variance', { controlRate: 0, treatmentRate: 1 }],
    ['invalid_input', { controlRate: -0.1, treatmentRate: 0.1 }],
    ['invalid_input', { controlRate: 0.1, treatmentRate: 0.2, ratio: 0 }],
    ['invalid_input', { controlRate: 0.1, treatmentRate: 0.2, power: 0.04 }],
    ['invalid_input', { controlRate: 0.1, treatmentRate: 0.2, alpha: 0 }],
  ])('refuses %s', (reason, input) => {
    expect(sampleSizeForProportions({ ...RATES, ...input })).toMatchObject({ kind: 'refused', reason });
  });

  test('reaches the power it was asked for, and fewer units do not', () => {
    const input = fc.record({
      controlRate: share(0.01, 0.6),
      gap: share(0.02, 0.3),
      alpha: share(0.001, 0.1),
      power: share(0.5, 0.99),
      sided: fc.constantFrom(1 as const, 2 as const),
      method: fc.constantFrom('unpooled' as const, 'pooled' as const, 'arcsine' as const),
    });
    fc.assert(
      fc.property(input, ({ gap, ...plan }) => {
        const rates = { ...plan, treatmentRate: plan.controlRate + gap };
        const { controlUnitsExact: exact } = given(sampleSizeForProportions(rates));
        fc.pre(exact > 2);
        const at = (units: number) =>
          given(powerForProportions({ ...rates, controlUnits: units, treatmentUnits: units })).power;
        const excess = at(exact) - plan.power;
        expect(excess).toBeGreaterThan(-1e-9);
        // All that the closed forms leave out is the far tail.
        expect(excess).toBeLessThan(
          1e-9 + normalSf(2 * normalIsf(plan.alpha / 2) + normalIsf(1 - plan.power)),
        );
        expect(at(0.9 * exact)).toBeLessThan(plan.power);
      }),
    );
  });
});

describe('power for two rates', () => {
  test('is exactly alpha without an effect', () => {
    const arms = { controlUnits: 3000, treatmentUnits: 3000, alpha: 0.05 };
    expect(given(powerForProportions({ ...arms, controlRate: 0.1, treatmentRate: 0.1 })).power).toBeCloseTo(
      0.05,
      14,
    );
  });

  test('gives a number or a reason, whatever the input', () => {
    const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(anything, { minLength: 5, maxLength: 5 }), (figures) => {
        const [controlRate = 0, treatmentRate = 0, controlUnits = 0, treatmentUnits = 0, alpha = 0] = figures;
        const result = powerForProportions({
          controlRate,
          treatmentRate,
          controlUnits,
          treatmentUnits,
          alpha,
        });
        expect(numbersIn(result).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});

describe('units to compare two means', () => {
  test.each([
    [0.5, 63.765610190952245],
    [0.02, 39245.26293439685],
    [1.5, 8.060294277971911],
  ])('noncentral t for d = %d', (standardizedEffect, exact) => {
    expect(given(sampleSizeForMeans({ ...RATES, standardizedEffect })).controlUnitsExact).toBeCloseTo(
      exact,
      6,
    );
  });

  test('reaches the power it was asked for', () => {
    const input = fc.record({
      standardizedEffect: share(0.01, 1.5),
      alpha: share(0.001, 0.1),
      power: share(0.5, 0.99),
      ratio: share(0.2, 5),
      sided: fc.constantFrom(1 as const, 2 as const),
    });
    fc.assert(
      fc.property(input, (plan) => {
        const { controlUnitsExact: exact } = given(sampleSizeForMeans(plan));
        fc.pre(exact > 2 && exact * plan.ratio > 2);
        const arms = { controlUnits: exact, treatmentUnits: exact * plan.ratio };
        expect(given(powerForMeans({ ...plan, ...arms })).power).toBeCloseTo(plan.power, 8);
      }),
      { numRuns: 40 },
    );
  });

  test('needs two units an arm however large the effect', () => {
    expect(sampleSizeForMeans({ ...RATES, standardizedEffect: 50 })).toMatchObject({
      controlUnits: 2,
      treatmentUnits: 2,
    });
  });

  test.each([
    ['zero_effect', 0],
    ['unreachable', 1e-200],
    ['invalid_input', Number.NaN],
  ])('refuses %s', (reason, standardizedEffect) => {
    expect(sampleSizeForMeans({ ...RATES, standardizedEffect })).toMatchObject({ kind: 'refused', reason });
  });

  test('power keeps the far tail that R drops', () => {
    const plan = { standardizedEffect: 0.8, controlUnits: 5, treatmentUnits: 5, alpha: 0.05 };
    expect(given(powerForMeans(plan)).power).toBeCloseTo(0.20073945265203552, 10);
    expect(powerForMeans({ ...plan, controlUnits: 1 })).toMatchObject({ reason: 'insufficient_sample' });
  });

  test('the normal form above a million degrees of freedom joins the integral smoothly', () => {
    const at = (units: number) =>
      given(
        powerForMeans({ standardizedEffect: 0.004, controlUnits: units, treatmentUnits: units, alpha: 0.05 }),
      ).power;
    const below = at(500_000) - at(499_999);
    const across = at(500_002) - at(500_001);
    expect(across / below).toBeCloseTo(1, 3);
  });
});

describe('more than two arms', () => {
  const effect = { kind: 'proportion', controlRate: 0.1, treatmentRate: 0.12 } as const;

  test.each([
    [2, 'against-control', 1, 3839],
    [4, 'against-control', 3, 5120],
    [4, 'all-pairs', 6, 5922],
  ] as const)('%d arms %s', (arms, comparisons, count, units) => {
    expect(sampleSizeForArms({ ...RATES, effect, arms, comparisons })).toMatchObject({
      comparisons: count,
      alphaPerComparison: 0.05 / count,
      unitsPerVariant: units,
      n: arms * units,
    });
  });

  test('refuses one arm', () => {
    expect(sampleSizeForArms({ ...RATES, effect, arms: 1 })).toMatchObject({ reason: 'invalid_input' });
  });

  test('the best control share needs the fewest units in all', () => {
    const treatments = 3;
    const cost = (control: number) => 1 / control + treatments / (1 - control);
    const best = bestControlShare(treatments);
    expect(best).toBeCloseTo(Math.sqrt(3) / (3 + Math.sqrt(3)), 12);
    expect(cost(best)).toBeLessThan(Math.min(cost(best - 0.01), cost(best + 0.01)));
  });
});

describe('non-inferiority', () => {
  const plan = { variance: 4, margin: 0.1, alpha: 0.025, power: 0.8 };

  test('is the z formula on the margin', () => {
    expect(sampleSizeForNonInferiority(plan)).toMatchObject({ unitsPerVariant: 6280, n: 12560 });
  });

  test.each([
    ['zero_effect', { margin: 0 }],
    ['zero_variance', { variance: 0 }],
    ['unreachable', { expectedGain: -0.1 }],
    ['invalid_input', { margin: -1 }],
  ])('refuses %s', (reason, change) => {
    expect(sampleSizeForNonInferiority({ ...plan, ...change })).toMatchObject({ kind: 'refused', reason });
  });
});
