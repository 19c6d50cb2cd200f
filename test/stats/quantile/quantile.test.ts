import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialSf } from '#stats/distributions.ts';
import { exactQuantileRanks } from '#stats/quantile/exact-ranks.ts';
import { clusterFactor, quantileError, quantilePositions } from '#stats/quantile/quantile-error.ts';
import { given, numbersIn } from '../figures.ts';

const rate = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('exact ranks', () => {
  test('are as close as the level allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), rate(0.001, 0.999), rate(1e-6, 0.9), (n, p, alpha) => {
        const { lowerRank: l, upperRank: u, coverage } = given(exactQuantileRanks({ n, p, alpha }));
        const below = (rank: number) => binomialCdf(rank - 1, n, p);
        const above = (rank: number) => binomialSf(rank - 1, n, p);
        expect(coverage).toBeGreaterThanOrEqual(1 - alpha - 1e-12);
        if (l !== null) expect(below(l)).toBeLessThanOrEqual(alpha / 2);
        expect(below((l ?? 0) + 1)).toBeGreaterThan(alpha / 2);
        if (u !== null) expect(above(u)).toBeLessThanOrEqual(alpha / 2);
        expect(above((u ?? n + 1) - 1)).toBeGreaterThan(alpha / 2);
      }),
    );
  });

  test.each([
    [{ n: 0 }, 'insufficient_sample'],
    [{ n: 1.5 }, 'invalid_input'],
    [{ n: 1e300 }, 'invalid_input'],
    [{ p: 1 }, 'invalid_input'],
    [{ alpha: 0 }, 'invalid_input'],
  ])('%o is refused as %s', (change, reason) => {
    expect(exactQuantileRanks({ n: 100, p: 0.5, alpha: 0.05, ...change })).toMatchObject({
      kind: 'refused',
      reason,
    });
  });
});

describe('standard error of a quantile', () => {
  const input = { n: 1000, p: 0.9, alpha: 0.05, lower: 812, upper: 868 };

  test('reads the spread between two order statistics', () => {
    const result = given(quantileError(input));
    expect(result.lowerPosition).toBeCloseTo(881.4061490308632, 9);
    expect(result.upperPosition).toBeCloseTo(918.5938509691368, 9);
    expect(result.standardError).toBeCloseTo(14.28597679389031, 10);
    expect(given(quantileError({ ...input, clusterFactor: 4 })).standardError).toBeCloseTo(
      2 * result.standardError,
      10,
    );
  });

  test('needs 381 values for a p99', () => {
    expect(quantilePositions({ n: 381, p: 0.99, alpha: 0.05 })).toMatchObject({ kind: 'ok' });
    expect(quantilePositions({ n: 380, p: 0.99, alpha: 0.05 })).toMatchObject({
      reason: 'insufficient_sample',
    });
  });

  test.each([
    ['zero_variance', { upper: 812 }],
    ['invalid_input', { upper: 800 }],
    ['invalid_input', { clusterFactor: 0 }],
    ['invalid_input', { p: 0 }],
  ])('refuses %s', (reason, change) => {
    expect(quantileError({ ...input, ...change })).toMatchObject({ kind: 'refused', reason });
  });
});

describe('cluster factor', () => {
  const sums = (units: readonly (readonly [below: number, events: number])[]) => ({
    units: units.length,
    below: units.reduce((sum, [below]) => sum + below, 0),
    events: units.reduce((sum, [, events]) => sum + events, 0),
    belowSquares: units.reduce((sum, [below]) => sum + below * below, 0),
    eventSquares: units.reduce((sum, [, events]) => sum + events * events, 0),
    products: units.reduce((sum, [below, events]) => sum + below * events, 0),
  });

  test('is n/(n - 1) for one event a unit, and the size of units that are all alike inside', () => {
    expect(
      given(
        clusterFactor(
          sums([
            [1, 1],
            [1, 1],
            [1, 1],
            [0, 1],
          ]),
        ),
      ).factor,
    ).toBeCloseTo(4 / 3, 12);
    const alike = sums([
      [5, 5],
      [5, 5],
      [5, 5],
      [0, 5],
    ]);
    expect(given(clusterFactor(alike)).factor).toBeCloseTo(5 * (4 / 3), 12);
  });

  test.each([
    ['insufficient_sample', sums([[1, 2]])],
    [
      'zero_denominator',
      sums([
        [0, 0],
        [0, 0],
      ]),
    ],
    [
      'zero_variance',
      sums([
        [1, 2],
        [2, 4],
      ]),
    ],
    [
      'zero_variance',
      sums([
        [2, 2],
        [4, 4],
      ]),
    ],
    [
      'invalid_input',
      sums([
        [3, 2],
        [4, 4],
      ]),
    ],
  ])('refuses %s', (reason, input) => {
    expect(clusterFactor(input)).toMatchObject({ kind: 'refused', reason });
  });
});

test('figures beyond reason give a number or a reason, never NaN', () => {
  const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(anything, anything, anything, anything, (a, b, c, d) => {
      const results = [
        exactQuantileRanks({ n: a, p: b, alpha: c }),
        quantileError({ n: a, p: b, alpha: c, lower: d, upper: a, clusterFactor: b }),
        quantileError({ n: a, p: 0.5, alpha: 0.05, lower: d, upper: c }),
        clusterFactor({ units: 5, below: a, events: b, belowSquares: c, eventSquares: d, products: a }),
      ];
      expect(numbersIn(results).some(Number.isNaN)).toBe(false);
    }),
  );
});
