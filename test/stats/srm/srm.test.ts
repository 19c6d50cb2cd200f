import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { srmChiSquare, srmChiSquareOverPeriods } from '#stats/srm/srm-chi-square.ts';
import { srmSequential, srmSequentialLooks } from '#stats/srm/srm-sequential.ts';
import { given, numbersIn } from '../figures.ts';

const variant = fc.record({
  count: fc.integer({ min: 0, max: 1e7 }),
  weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
});
const split = fc
  .array(variant, { minLength: 2, maxLength: 6 })
  .filter((variants) => variants.some(({ count }) => count > 0));
const asSplit = (variants: readonly { count: number; weight: number }[]) => ({
  observed: variants.map(({ count }) => count),
  weights: variants.map(({ weight }) => weight),
});

describe.each([
  ['chi-square', srmChiSquare],
  ['sequential', srmSequential],
])('%s', (_, test_) => {
  const logP = (input: { observed: number[]; weights: number[] }) => {
    const result = given<{ kind: string; logPValue: number }>(test_(input));
    return result.logPValue;
  };

  test('does not depend on the order of variants or the scale of weights', () => {
    fc.assert(
      fc.property(split, fc.constantFrom(1e-3, 7, 1e6), (variants, scale) => {
        const plain = logP(asSplit(variants));
        const tolerance = 1e-9 * (1 + Math.abs(plain));
        expect(Math.abs(logP(asSplit([...variants].reverse())) - plain)).toBeLessThan(tolerance);
        const scaled = variants.map(({ count, weight }) => ({ count, weight: weight * scale }));
        expect(Math.abs(logP(asSplit(scaled)) - plain)).toBeLessThan(tolerance);
      }),
    );
  });

  test('leaves a switched-off variant out', () => {
    expect(logP({ observed: [500, 510, 0], weights: [0.5, 0.5, 0] })).toBe(
      logP({ observed: [500, 510], weights: [0.5, 0.5] }),
    );
  });

  test.each([
    ['unexpected_traffic', [500, 510, 3], [0.5, 0.5, 0]],
    ['insufficient_sample', [0, 0], [1, 1]],
    ['invalid_input', [1, 2, 3], [1, 1]],
    ['invalid_input', [10, 10], [1, 0]],
    ['invalid_input', [10, -1], [1, 1]],
    ['invalid_input', [10.5, 1], [1, 1]],
    ['invalid_input', [10, 10], [1, -1]],
    ['invalid_input', [], []],
  ])('refuses %s', (reason, observed, weights) => {
    expect(test_({ observed, weights })).toMatchObject({ kind: 'refused', reason });
  });

  test('gives a number or a reason, whatever the input', () => {
    const figure = fc.double({ noNaN: true, noDefaultInfinity: true });
    const pair = fc.tuple(fc.oneof(fc.maxSafeNat(), figure), figure);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
        const result = test_({
          observed: pairs.map(([count]) => count),
          weights: pairs.map(([, weight]) => weight),
        });
        expect(numbersIn(result).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});

describe('over periods with changing weights', () => {
  test('a ramp that is healthy in each period is healthy in all', () => {
    const periods = [
      { observed: [9000, 1000], weights: [90, 10] },
      { observed: [5000, 5000], weights: [50, 50] },
    ];
    expect(srmChiSquareOverPeriods(periods)).toMatchObject({
      chi2: 0,
      df: 1,
      pValue: 1,
      expected: [14000, 6000],
    });
    // Judged by the last weights alone the same units would alarm.
    expect(given(srmChiSquare({ observed: [14000, 6000], weights: [50, 50] })).pValue).toBeLessThan(1e-9);
  });

  test('one period is the plain test, and empty periods do not count', () => {
    const period = { observed: [510, 480], weights: [1, 1] };
    expect(srmChiSquareOverPeriods([period, { observed: [0, 0], weights: [1, 1] }])).toEqual(
      srmChiSquare(period),
    );
    expect(srmChiSquareOverPeriods([])).toMatchObject({ reason: 'insufficient_sample' });
    expect(srmChiSquareOverPeriods([period, { observed: [1, 1], weights: [1, 0] }])).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('false alarms on a healthy split looked at on 28 days', () => {
  /** Share of runs in which the smallest p over the looks falls below 0.01. */
  function alarmRate(smallestP: (looks: { observed: number[]; weights: number[] }[]) => number): number {
    const random = seededRandom(5);
    const runs = 2000;
    let alarms = 0;
    for (let run = 0; run < runs; run += 1) {
      let control = 0;
      const looks = Array.from({ length: 28 }, (_, day) => {
        control += Math.round(500 + Math.sqrt(250) * random.normal());
        return { observed: [control, (day + 1) * 1000 - control], weights: [1, 1] };
      });
      if (smallestP(looks) < 0.01) alarms += 1;
    }
    return alarms / runs;
  }

  test('many for the plain test, hardly any for the sequential one', () => {
    const plain = alarmRate((looks) => Math.min(...looks.map((look) => given(srmChiSquare(look)).pValue)));
    expect(plain).toBeGreaterThan(0.05);
    const sequential = alarmRate((looks) => {
      const running = srmSequentialLooks(looks);
      return 'kind' in running ? Number.NaN : (running.at(-1) ?? Number.NaN);
    });
    expect(sequential).toBeLessThan(0.01);
  });

  test('the running p never rises', () => {
    const looks = [5300, 5000, 5400].map((control) => ({ observed: [control, 4700], weights: [1, 1] }));
    const running = srmSequentialLooks(looks);
    expect(running).toHaveLength(3);
    expect(Object.values(running).map(Number)).toEqual(numbersIn(running).toSorted((a, b) => b - a));
    expect(srmSequentialLooks([{ observed: [], weights: [] }])).toMatchObject({ reason: 'invalid_input' });
    expect(srmSequential({ observed: [1, 1], weights: [1, 1] }, 0)).toMatchObject({
      reason: 'invalid_input',
    });
  });
});
