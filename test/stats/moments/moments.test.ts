import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkArm,
  checkMoments,
  mergeAllMoments,
  mergeMoments,
  momentsFromCounts,
  momentsFromSums,
  momentsFromVariance,
  momentsOf,
  NO_UNITS,
  sampleVariance,
} from '#stats/moments/moments.ts';
import { usualArm } from '#test/stats/arms.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

describe('mergeMoments', () => {
  it('equals pooling the rows, also at an offset of 1e9', () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom(0, 1e9), (one, other, offset) => {
        const far = (rows: number[]) => momentsOf(rows.map((row) => row + offset));
        const merged = mergeMoments(far(one), far(other));
        const pooled = momentsOf([...one, ...other]);
        expect(merged.n).toBe(pooled.n);
        expect(merged.mean).toBeCloseTo(pooled.mean + offset, offset === 0 ? 9 : 5);
        expect(Math.abs(merged.m2 - pooled.m2)).toBeLessThanOrEqual(1e-5 * (pooled.m2 + 1));
      }),
    );
  });

  it('does not care about order or empty groups', () => {
    fc.assert(
      fc.property(usualArm, usualArm, usualArm, (a, b, c) => {
        const forth = mergeAllMoments([a, NO_UNITS, b, c]);
        const back = mergeAllMoments([c, b, a]);
        expect(forth.n).toBe(back.n);
        expect(forth.m2 / back.m2).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('moments from other forms', () => {
  it('agree with the rows', () => {
    fc.assert(
      fc.property(values, (rows) => {
        const direct = momentsOf(rows);
        const sum = rows.reduce((total, row) => total + row, 0);
        const squares = rows.reduce((total, row) => total + row * row, 0);
        const summed = momentsFromSums(rows.length, sum, squares);
        expect(summed.mean).toBeCloseTo(direct.mean, 9);
        expect(Math.abs(summed.m2 - direct.m2)).toBeLessThanOrEqual(1e-9 * (direct.m2 + 1));
      }),
    );
  });

  it('lose nothing to an offset that the sums still hold', () => {
    const rows = [0, 1, 2, 3, 4, 5.5].map((row) => row + 1e7);
    const sum = rows.reduce((total, row) => total + row, 0);
    const squares = rows.reduce((total, row) => total + row * row, 0);
    expect(sampleVariance(momentsFromSums(6, sum, squares))).toBeCloseTo(sampleVariance(momentsOf(rows)), 6);
  });

  it('treat counts as zeros and ones', () => {
    const rows = [1, 0, 0, 1, 1];
    expect(momentsFromCounts(5, 3).m2).toBeCloseTo(momentsOf(rows).m2, 12);
    expect(momentsFromCounts(0, 0)).toEqual(NO_UNITS);
  });
});

describe('checks', () => {
  it('name what is wrong', () => {
    const reason = (problem: { reason: string } | undefined) => problem?.reason;
    expect(reason(checkMoments({ n: 1.5, mean: 0, m2: 0 }))).toBe('invalid_input');
    expect(reason(checkMoments({ n: 5, mean: 0, m2: -1 }))).toBe('invalid_input');
    expect(reason(checkMoments({ n: 5, mean: Number.NaN, m2: 1 }))).toBe('invalid_input');
    expect(reason(checkMoments(momentsFromSums(10, 100, 10)))).toBe('invalid_input');
    expect(reason(checkMoments(momentsFromCounts(5, 6)))).toBe('invalid_input');
    expect(reason(checkArm(momentsFromVariance(1, 3, 0)))).toBe('insufficient_sample');
    expect(checkArm(momentsFromVariance(2, 3, 0))).toBeUndefined();
  });
});
