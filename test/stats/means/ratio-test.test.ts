import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineariseRatio, ratioTest } from '#stats/means/ratio-test.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import {
  type BivariateMoments,
  bivariateFromSums,
  mergeBivariate,
} from '#stats/moments/bivariate-moments.ts';
import { momentsOf } from '#stats/moments/moments.ts';
import { gap } from '#test/stats/arms.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

type Row = readonly [numerator: number, denominator: number];

function armOf(rows: readonly Row[]): BivariateMoments {
  const sum = (term: (row: Row) => number) => rows.reduce((total, row) => total + term(row), 0);
  return bivariateFromSums({
    n: rows.length,
    first: sum(([m]) => m),
    second: sum(([, d]) => d),
    firstSquares: sum(([m]) => m * m),
    secondSquares: sum(([, d]) => d * d),
    products: sum(([m, d]) => m * d),
  });
}

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 })), {
  minLength: 2,
  maxLength: 40,
});
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyArm: fc.Arbitrary<BivariateMoments> = fc.record({
  n: fc.integer({ min: -1, max: 10_000 }),
  firstMean: anyNumber,
  secondMean: fc.oneof(fc.constant(0), anyNumber),
  firstM2: anyNumber,
  secondM2: anyNumber,
  crossM2: anyNumber,
});

describe('ratioTest', () => {
  it('equals the Welch test when every denominator is 1', () => {
    const arm = (values: readonly number[]) => armOf(values.map((value) => [value, 1]));
    const result = given(
      ratioTest({ control: arm([1, 2, 3, 0]), treatment: arm([1, 2, 3, 4]), alpha: 0.05 }),
    );
    const welch = welchTest({
      control: momentsOf([1, 2, 3, 0]),
      treatment: momentsOf([1, 2, 3, 4]),
      alpha: 0.05,
    });
    expect(result.pValue).toBeCloseTo(given(welch).pValue, 12);
    expect(result.relative?.lift).toBeCloseTo(1 / 1.5, 12);
  });

  it('has no variance if numerator and denominator are proportional', () => {
    const tied = armOf([
      [3, 1],
      [6, 2],
      [0.3, 0.1],
      [2.1, 0.7],
    ]);
    const loose = armOf([
      [1, 1],
      [4, 2],
      [2, 1],
    ]);
    const result = given(ratioTest({ control: tied, treatment: loose, alpha: 0.05 }));
    expect(result.controlStandardError).toBe(0);
    expect(result.df).toBe(2);
    expect(ratioTest({ control: tied, treatment: tied, alpha: 0.05 })).toMatchObject({
      reason: 'zero_variance',
    });
  });

  it('leaves the relative view out when the control ratio is 0', () => {
    const none = armOf([
      [0, 1],
      [0, 3],
    ]);
    const result = given(
      ratioTest({
        control: none,
        treatment: armOf([
          [1, 2],
          [0, 1],
        ]),
        alpha: 0.05,
      }),
    );
    expect(result.relative).toBeNull();
    const empty = armOf([
      [0, 0],
      [0, 0],
    ]);
    expect(lineariseRatio(empty)).toMatchObject({ kind: 'refused', reason: 'zero_denominator' });
    expect(lineariseRatio(armOf([[1, 1]]))).toMatchObject({ reason: 'insufficient_sample' });
  });

  it('agrees with the linearised values unit by unit', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const linear = lineariseRatio(armOf(data));
        if ('kind' in linear) throw new Error(linear.reason);
        const { firstMean, secondMean } = armOf(data);
        const ratio = firstMean / secondMean;
        const direct = momentsOf(data.map(([m, d]) => (m - ratio * d) / secondMean));
        expect(linear.mean).toBeCloseTo(ratio, 9);
        expect(Math.abs(linear.m2 - direct.m2)).toBeLessThanOrEqual(1e-8 * (direct.m2 + 1));
      }),
    );
  });

  it('is never NaN', () => {
    fc.assert(
      fc.property(anyArm, anyArm, (control, treatment) => {
        const result = ratioTest({ control, treatment, alpha: 0.05 });
        expect(numbersIn(result).some(Number.isNaN)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mergeBivariate', () => {
  it('equals pooling the rows', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const merged = mergeBivariate(armOf(one), armOf(other));
        const pooled = armOf([...one, ...other]);
        expect(merged.n).toBe(pooled.n);
        expect(gap(merged.firstMean, pooled.firstMean)).toBeLessThan(1e-12);
        expect(Math.abs(merged.crossM2 - pooled.crossM2)).toBeLessThan(
          1e-8 * (pooled.firstM2 + pooled.secondM2 + 1),
        );
      }),
    );
  });
});
