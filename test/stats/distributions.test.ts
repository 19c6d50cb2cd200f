import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as door from '#stats/distributions.ts';

type Row = readonly [name: string, input: readonly number[], value: number];
const rows: readonly Row[] = JSON.parse(
  readFileSync(new URL('../fixtures/stats/distributions.json', import.meta.url), 'utf8'),
);
const functions = new Map<string, unknown>(Object.entries(door));

describe('distributions against mpmath at 50 digits', () => {
  it.each([...new Set(rows.map(([name]) => name))])('%s', (name) => {
    const evaluate = functions.get(name);
    if (typeof evaluate !== 'function') throw new Error(`${name} is not behind the door`);
    for (const [, input, value] of rows.filter((row) => row[0] === name)) {
      const got: unknown = Reflect.apply(evaluate, undefined, [...input]);
      const error = Math.abs(Number(got) - value) / Math.abs(value);
      expect(error, `${name}(${input.join(', ')}) = ${got}, not ${value}`).toBeLessThan(2e-11);
    }
  });
});

describe('distributions beyond the usual', () => {
  it('order p-values that have underflowed', () => {
    expect(door.normalSf(60)).toBe(0);
    expect(door.normalLogSf(60)).toBeCloseTo(-1805.01356, 5);
    expect(door.tLogSf(1e6, 1e12)).toBeLessThan(door.tLogSf(1e5, 1e12));
    expect(door.chi2LogSf(1e6, 2)).toBe(-500_000);
  });

  it('do not follow the library if it is wrong', () => {
    // mpmath: P(X > x) = 9.99999999999613e-301; the library is 0.1 % off beyond x / 2 = 1000.
    expect(door.chi2Sf(2000.8585021697638, 187) * 1e300).toBeCloseTo(1, 10);
    // mpmath: 0.457508892781 against the library's 0.468.
    expect(door.gammaRegularizedQ(1060.5547318994284, 1063.6997634706597)).toBeCloseTo(0.457508892781, 11);
  });

  it('keep relative accuracy next to the median and in subnormal tails', () => {
    expect(door.tQuantile(0.5 + 2 ** -40, 1) / (Math.PI * 2 ** -40)).toBeCloseTo(1, 10);
    expect(door.tSf(38, 1e9) / 2.88693495e-316).toBeCloseTo(1, 6);
  });

  it('know the ends', () => {
    expect(door.normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(door.tIsf(0, 5)).toBe(Number.POSITIVE_INFINITY);
    expect(door.chi2Isf(1, 5)).toBe(0);
    expect(door.betaQuantile(1, 2, 3)).toBe(1);
    expect(door.binomialCdf(10, 10, 0.3)).toBe(1);
    expect(door.binomialSf(-1, 10, 0.3)).toBe(1);
  });
});

const anyX = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyDf = fc.oneof(fc.double({ min: 1, max: 1e12, noNaN: true }), fc.integer({ min: 1, max: 200 }));
const anyShape = fc.double({ min: 1e-3, max: 1e7, noNaN: true });
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });

/** A probability, whatever the input. */
function expectProbability(...values: readonly number[]): void {
  for (const value of values) expect(value >= 0 && value <= 1, String(value)).toBe(true);
}

describe('distributions for any legal input', () => {
  it('give probabilities', () => {
    fc.assert(
      fc.property(anyX, anyDf, anyShape, anyShape, anyShare, (x, df, a, b, p) => {
        expectProbability(door.normalCdf(x), door.normalSf(x), door.tCdf(x, df), door.tSf(x, df));
        expectProbability(
          door.chi2Cdf(x, df),
          door.chi2Sf(x, df),
          door.betaCdf(p, a, b),
          door.betaSf(p, a, b),
        );
        expectProbability(door.noncentralTCdf(x, df, 3), door.noncentralTSf(x, df, -3));
        expectProbability(door.binomialCdf(a, 10_000_000, p), door.betaQuantile(p, a, b));
        expect(door.tLogSf(x, df)).toBeLessThanOrEqual(0);
        expect(door.chi2LogSf(x, df)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('both tails add up to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        anyDf,
        anyShape,
        anyShape,
        anyShare,
        (x, df, a, b, p) => {
          expect(door.tCdf(x, df) + door.tSf(x, df)).toBeCloseTo(1, 12);
          expect(door.betaCdf(p, a, b) + door.betaSf(p, a, b)).toBeCloseTo(1, 12);
          expect(door.gammaRegularizedP(a, b) + door.gammaRegularizedQ(a, b)).toBeCloseTo(1, 12);
          expect(door.noncentralTCdf(x, df, 2) + door.noncentralTSf(x, df, 2)).toBeCloseTo(1, 10);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('quantiles undo tails', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), anyDf, (q, df) => {
        expect(door.normalSf(door.normalIsf(q)) / q).toBeCloseTo(1, 9);
        expect(door.tSf(door.tIsf(q, df), df) / q).toBeCloseTo(1, 9);
        const shape = Math.min(df, 1e6);
        expect(door.chi2Sf(door.chi2Isf(q, shape), shape) / q).toBeCloseTo(1, 8);
      }),
      { numRuns: 200 },
    );
  });
});

describe('illegal parameters', () => {
  it('give NaN, never a number that looks right', () => {
    const answers = [
      ...[door.tCdf(1, -1), door.tSf(1, 0), door.tLogSf(3, -2), door.tIsf(0.3, -1), door.tQuantile(1.1, 4)],
      ...[door.chi2Cdf(1, 0), door.chi2Sf(1, -1), door.chi2LogSf(1, -1), door.chi2Isf(0.5, -3)],
      ...[door.chi2Isf(2, 3), door.betaCdf(0.5, -1, 2), door.betaSf(-1, 0, 2), door.betaQuantile(1.5, 2, 2)],
      ...[door.gammaRegularizedP(-1, 2), door.gammaRegularizedQ(0, 2), door.normalIsf(1.2)],
    ];
    expect(answers.filter((answer) => !Number.isNaN(answer))).toEqual([]);
  });
});

describe('gaussLegendre', () => {
  it('integrates polynomials up to degree 2n - 1 exactly', () => {
    for (const n of [1, 2, 5, 20]) {
      const { nodes, weights } = door.gaussLegendre(n);
      const moment = (degree: number) =>
        nodes.reduce((sum, node, i) => sum + (weights[i] ?? 0) * node ** degree, 0);
      expect(moment(2 * n - 2)).toBeCloseTo(2 / (2 * n - 1), 13);
      expect(moment(2 * n - 1)).toBeCloseTo(0, 13);
    }
  });
});
