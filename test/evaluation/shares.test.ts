import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisPoints, rolloutPoints } from '#evaluation/shares.ts';

describe('shares in basis points', () => {
  it.each([
    [
      [0.5, 0.5],
      [5_000, 5_000],
    ],
    [
      [0.07, 0.93],
      [700, 9_300],
    ],
    [
      [1 / 3, 1 / 3, 1 / 3],
      [3_334, 3_333, 3_333],
    ],
    [
      [0.16666, 0.16667, 0.66667],
      [1_666, 1_667, 6_667],
    ],
    [
      [0, 1],
      [0, 10_000],
    ],
    [
      [2, 2],
      [5_000, 5_000],
    ],
  ])('%j are %j', (shares, points) => {
    expect(basisPoints(shares)).toEqual(points);
  });
  it('sum to the whole, and are less than one basis point from the shares', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 }),
        (weights) => {
          fc.pre(weights.some((weight) => weight > 0));
          const sum = weights.reduce((total, weight) => total + weight, 0);
          const points = basisPoints(weights.map((weight) => weight / sum));
          expect(points.reduce((total, point) => total + point, 0)).toBe(10_000);
          for (const [index, point] of points.entries())
            expect(Math.abs(point - ((weights[index] ?? 0) / sum) * 10_000)).toBeLessThan(1.001);
        },
      ),
    );
  });
  it('are the same again when they are read as shares', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 6 }), (weights) => {
        const points = basisPoints(weights);
        expect(basisPoints(points.map((point) => point / 10_000))).toEqual(points);
      }),
    );
  });
  it.each([[[]], [[0, 0]], [[-1, 2]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY]]])(
    '%j are none',
    (shares) => {
      expect(() => basisPoints(shares)).toThrow(TypeError);
    },
  );
  it('of a rollout are the nearest, from 0 to 10,000', () => {
    expect([0, 0.05, 0.00004, 0.00006, 1, 1.2, -1].map(rolloutPoints)).toEqual([
      0, 500, 0, 1, 10_000, 10_000, 0,
    ]);
  });
});
