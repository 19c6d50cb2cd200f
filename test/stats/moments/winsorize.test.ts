import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentsOf, sampleVariance } from '#stats/moments/moments.ts';
import { capValue, findCaps, winsorize } from '#stats/moments/winsorize.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('winsorize', () => {
  // numpy.percentile, default (type 7).
  test.each([
    [
      { lower: null, upper: 0.9 },
      { lowerCap: null, upperCap: 61.7, mean: 9.57, changed: 1 },
    ],
    [
      { lower: 0.05, upper: 0.95 },
      { lowerCap: 0, upperCap: 280.85, mean: 31.485, changed: 1 },
    ],
    [
      { lower: null, upper: null },
      { lowerCap: null, upperCap: null, mean: 53.4, changed: 0 },
    ],
  ])('%o', (rule, want) => {
    const result = given(winsorize([0, 0, 1, 2, 2, 3, 5, 8, 13, 500], rule));
    expect(result.changed).toBe(want.changed);
    expect(result.lowerCap).toBe(want.lowerCap);
    expect(result.upperCap ?? 0).toBeCloseTo(want.upperCap ?? 0, 10);
    expect(result.mean).toBeCloseTo(want.mean, 10);
  });

  test('never widens the data and does not depend on their order', () => {
    fc.assert(
      fc.property(values, share, share, (data, first, second) => {
        const rule = { lower: Math.min(first, second), upper: Math.max(first, second) };
        const result = given(winsorize(data, rule));
        expect(result.variance).toBeLessThanOrEqual(sampleVariance(momentsOf(data)) * (1 + 1e-9) + 1e-9);
        const { lowerCap, upperCap } = given(winsorize([...data].reverse(), rule));
        expect({ lowerCap, upperCap }).toEqual({ lowerCap: result.lowerCap, upperCap: result.upperCap });
        expect(result.changed).toBe(data.filter((value) => capValue(value, result) !== value).length);
      }),
    );
  });

  test('a sparse metric keeps its buyers when caps come from non-zero values', () => {
    const sparse = [...new Array<number>(990).fill(0), 5, 6, 7, 8, 9, 10, 11, 12, 13, 500];
    expect(given(winsorize(sparse, { lower: null, upper: 0.9 })).mean).toBe(0);
    const kept = given(winsorize(sparse, { lower: null, upper: 0.9, over: 'non-zero' }));
    expect(kept.upperCap).toBeCloseTo(61.7, 10);
    expect(given(findCaps([0, 0], { lower: null, upper: 0.9, over: 'non-zero' })).upperCap).toBeNull();
  });

  test.each([
    ['insufficient_sample', [], { lower: null, upper: 0.9 }],
    ['insufficient_sample', [1], { lower: null, upper: 0.9 }],
    ['invalid_input', [1, Number.NaN], { lower: null, upper: 0.9 }],
    ['invalid_input', [1, 2], { lower: 0.9, upper: 0.1 }],
    ['invalid_input', [1, 2], { lower: null, upper: 1.1 }],
  ])('refuses %s', (reason, data, rule) => {
    expect(winsorize(data, rule)).toMatchObject({ kind: 'refused', reason });
  });

  test('gives a number or a reason for any finite values', () => {
    const anything = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(anything, share, (data, upper) => {
        expect(numbersIn(winsorize(data, { lower: null, upper })).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});
