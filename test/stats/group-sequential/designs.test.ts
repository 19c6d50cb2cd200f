import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalSf } from '#stats/distributions.ts';
import { classicBounds } from '#stats/group-sequential/classic-bounds.ts';
import { futilityBounds } from '#stats/group-sequential/futility.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import { operatingCharacteristics } from '#stats/group-sequential/operating-characteristics.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { given, numbersIn } from '../figures.ts';

const DAYS = Array.from({ length: 28 }, (_, day) => (day + 1) / 28);

describe('operating characteristics', () => {
  // Exact inflation of peeking at the fixed 5 % bound (Armitage, McPherson, Rowe 1969).
  test.each([
    [1, 0.05],
    [2, 0.083],
    [5, 0.142],
    [10, 0.193],
    [28, 0.275],
    [50, 0.32],
  ])('peeking %d times at 1.96 errs in a share of %d', (looks, published) => {
    const t = Array.from({ length: looks }, (_, look) => (look + 1) / looks);
    const upper = t.map(() => 1.959963984540054);
    const result = given(operatingCharacteristics({ t, upper, lower: 'symmetric', drift: 0 }));
    expect(result.power + result.lowerTotal).toBeCloseTo(published, 3);
  });

  test('agree with a simulation of the same walk', () => {
    const input = { t: [0.2, 0.5, 1], upper: [2.9, 2.4, 2.0], lower: [-0.5, 0.4, 2.0], drift: 1.8 };
    const exact = given(operatingCharacteristics(input));
    const random = seededRandom(3);
    const runs = 100_000;
    let crossed = 0;
    let information = 0;
    for (let run = 0; run < runs; run += 1) {
      let score = 0;
      let before = 0;
      for (const [look, t] of input.t.entries()) {
        score += input.drift * (t - before) + Math.sqrt(t - before) * random.normal();
        before = t;
        const z = score / Math.sqrt(t);
        const above = z >= (input.upper[look] ?? Number.NaN);
        if (above) crossed += 1;
        if (above || z <= (input.lower[look] ?? Number.NaN)) break;
      }
      information += before;
    }
    // Standard errors: 0.0016 and about 0.001.
    expect(Math.abs(crossed / runs - exact.power)).toBeLessThan(0.006);
    expect(Math.abs(information / runs - exact.expectedInformation)).toBeLessThan(0.004);
  });

  test('mirror when bounds and drift change sign', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (drift) => {
        const t = [0.3, 0.7, 1];
        const there = given(operatingCharacteristics({ t, upper: [3, 2.5, 2], lower: [-2, -1, 0], drift }));
        const back = given(
          operatingCharacteristics({ t, upper: [2, 1, 0], lower: [-3, -2.5, -2], drift: -drift }),
        );
        expect(back.lowerTotal).toBeCloseTo(there.power, 10);
        expect(back.expectedInformation).toBeCloseTo(there.expectedInformation, 10);
      }),
      { numRuns: 25 },
    );
  });

  test('without bounds nothing stops, under any drift', () => {
    const upper = [Number.POSITIVE_INFINITY, 2];
    const result = given(operatingCharacteristics({ t: [0.5, 1], upper, lower: 'none', drift: 20 }));
    expect(result.upperCrossing).toEqual([0, expect.closeTo(normalSf(2 - 20), 12)]);
    expect(result.expectedInformation).toBeCloseTo(1, 12);
  });

  test.each([
    ['missing bounds', { upper: [2] }],
    ['crossed bounds', { lower: [3, 3] }],
    ['bounds that are no numbers', { upper: [Number.NaN, 2] }],
    ['a drift beyond reason', { drift: 31 }],
    ['negative symmetric bounds', { upper: [-1, 2] }],
  ])('refuses %s', (_, change) => {
    const input = { t: [0.5, 1], upper: [2, 2], lower: 'symmetric' as const, drift: 0, ...change };
    expect(operatingCharacteristics(input)).toMatchObject({ kind: 'refused', reason: 'invalid_input' });
  });
});

describe('classic constants (Jennison, Turnbull 2000, tables 2.1 and 2.3)', () => {
  test.each([
    ['pocock', 2, 2.178272],
    ['pocock', 4, 2.361298],
    ['pocock', 20, 2.671968],
    ['obf', 3, 2.004036],
    ['obf', 4, 2.024295],
    ['obf', 20, 2.125652],
  ] as const)('%s with %d looks', (type, looks, constant) => {
    const result = given(classicBounds({ type, looks, alpha: 0.05 }));
    expect(result.constant).toBeCloseTo(constant, 5);
    expect(result.z[0]).toBeCloseTo(type === 'obf' ? constant * Math.sqrt(looks) : constant, 4);
  });

  test('one look is the fixed test; other numbers of looks are refused', () => {
    expect(given(classicBounds({ type: 'obf', looks: 1, alpha: 0.05 })).constant).toBeCloseTo(
      1.959963984540054,
      12,
    );
    for (const looks of [0, 2.5, 201]) {
      expect(classicBounds({ type: 'obf', looks, alpha: 0.05 })).toMatchObject({ reason: 'invalid_input' });
    }
  });
});

describe('what looking costs', () => {
  // Maximum, expected under the effect, expected under none; 80 % power, 5 % two-sided.
  test.each([
    ['obf', DAYS, 1.049, 0.777, 1.038],
    ['pocock', DAYS, 1.272, 0.772, 1.236],
    ['obf', [0.25, 0.5, 0.75, 1], 1.02, 0.839, 1.014],
  ] as const)('%s', (spending, t, maximum, underEffect, underNull) => {
    const result = given(sequentialInflation({ alpha: 0.05, sided: 2, spending, t, power: 0.8 }));
    expect(result.maximum).toBeCloseTo(maximum, 3);
    expect(result.expectedUnderEffect).toBeCloseTo(underEffect, 3);
    expect(result.expectedUnderNull).toBeCloseTo(underNull, 3);
  });

  test('one look costs nothing beyond its far tail', () => {
    const result = given(sequentialInflation({ alpha: 0.05, sided: 2, spending: 'obf', t: [1], power: 0.8 }));
    expect(result.maximum).toBeCloseTo(1, 9);
    expect(
      sequentialInflation({ alpha: 0.05, sided: 2, spending: 'obf', t: [1], power: 0.01 }),
    ).toMatchObject({
      reason: 'invalid_input',
    });
  });
});

describe('non-binding futility', () => {
  const input = {
    t: [1 / 3, 2 / 3, 1],
    alpha: 0.025,
    power: 0.9,
    alphaSpending: { spending: 'obf' },
    betaSpending: { spending: 'obf' },
  } as const;

  test('meets the power it was planned for, and alpha even when ignored', () => {
    const { upper, lower, drift } = given(futilityBounds(input));
    const { t } = input;
    expect(lower.at(-1)).toBe(upper.at(-1));
    expect(given(operatingCharacteristics({ t, upper, lower, drift })).power).toBeCloseTo(0.9, 8);
    expect(given(operatingCharacteristics({ t, upper, lower: 'none', drift: 0 })).power).toBeCloseTo(
      0.025,
      9,
    );
    expect(given(operatingCharacteristics({ t, upper, lower, drift: 0 })).power).toBeLessThan(0.025);
  });

  test('spends beta as told', () => {
    const { upper, lower, drift } = given(
      futilityBounds({ ...input, betaSpending: { spending: 'power', param: 1 } }),
    );
    const { lowerCrossing } = given(operatingCharacteristics({ t: input.t, upper, lower, drift }));
    for (const crossing of lowerCrossing) expect(crossing).toBeCloseTo(0.1 / 3, 8);
  });

  test('holds over families, error rates and looks', () => {
    const family = fc.constantFrom(
      { spending: 'obf' as const },
      { spending: 'pocock' as const },
      { spending: 'hsd' as const, param: -4 },
      { spending: 'power' as const, param: 2 },
    );
    const rates = fc.record({
      alpha: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
      power: fc.double({ min: 0.6, max: 0.95, noNaN: true }),
    });
    fc.assert(
      fc.property(
        family,
        family,
        rates,
        fc.integer({ min: 1, max: 6 }),
        (alphaSpending, betaSpending, plan, looks) => {
          const t = Array.from({ length: looks }, (_, look) => (look + 1) / looks);
          const result = futilityBounds({ t, ...plan, alphaSpending, betaSpending });
          expect(numbersIn(result).some(Number.isNaN)).toBe(false);
          const { upper, lower, drift, inflation } = given(result);
          expect(given(operatingCharacteristics({ t, upper, lower, drift })).power).toBeCloseTo(
            plan.power,
            7,
          );
          expect(inflation).toBeGreaterThan(1 - 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('refuses an illegal beta spending', () => {
    expect(futilityBounds({ ...input, betaSpending: { spending: 'hsd' } })).toMatchObject({
      reason: 'invalid_input',
    });
  });
});
