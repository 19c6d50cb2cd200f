import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as distributions from '#stats/distributions.ts';

type Row = readonly [name: string, input: readonly number[], value: number];
const rows: readonly Row[] = JSON.parse(
  readFileSync(new URL('../fixtures/stats/distributions.json', import.meta.url), 'utf8'),
);
const functions = new Map<string, unknown>(Object.entries(distributions));

describe('distributions against mpmath at 50 digits', () => {
  it.each([...new Set(rows.map(([name]) => name))])('%s', (name) => {
    const evaluate = functions.get(name);
    if (typeof evaluate !== 'function') throw new Error(`${name} is not exported by distributions.ts`);
    for (const [, input, value] of rows.filter((row) => row[0] === name)) {
      const got: unknown = Reflect.apply(evaluate, undefined, [...input]);
      const error = Math.abs(Number(got) - value) / Math.abs(value);
      expect(error, `${name}(${input.join(', ')}) = ${got}, not ${value}`).toBeLessThan(2e-11);
    }
  });
});

describe('distributions beyond the usual', () => {
  it('order p-values that have underflowed', () => {
    expect(distributions.normalSf(60)).toBe(0);
    expect(distributions.normalLogSf(60)).toBeCloseTo(-1805.01356, 5);
    expect(distributions.tLogSf(1e6, 1e12)).toBeLessThan(distributions.tLogSf(1e5, 1e12));
    expect(distributions.chi2LogSf(1e6, 2)).toBe(-500_000);
  });

  it('do not follow the library if it is wrong', () => {
    // mpmath: P(X > x) = 9.99999999999613e-301; the library is 0.1 % off beyond x / 2 = 1000.
    expect(distributions.chi2Sf(2000.8585021697638, 187) * 1e300).toBeCloseTo(1, 10);
    // mpmath: 0.457508892781 against the library's 0.468.
    expect(distributions.gammaRegularizedQ(1060.5547318994284, 1063.6997634706597)).toBeCloseTo(
      0.457508892781,
      11,
    );
  });

  it('keep relative accuracy next to the median and in subnormal tails', () => {
    expect(distributions.tQuantile(0.5 + 2 ** -40, 1) / (Math.PI * 2 ** -40)).toBeCloseTo(1, 10);
    expect(distributions.tSf(38, 1e9) / 2.88693495e-316).toBeCloseTo(1, 6);
  });

  it('know the ends', () => {
    expect(distributions.normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(distributions.tIsf(0, 5)).toBe(Number.POSITIVE_INFINITY);
    expect(distributions.chi2Isf(1, 5)).toBe(0);
    expect(distributions.betaQuantile(1, 2, 3)).toBe(1);
    expect(distributions.binomialCdf(10, 10, 0.3)).toBe(1);
    expect(distributions.binomialSf(-1, 10, 0.3)).toBe(1);
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
        expectProbability(
          distributions.normalCdf(x),
          distributions.normalSf(x),
          distributions.tCdf(x, df),
          distributions.tSf(x, df),
        );
        expectProbability(
          distributions.chi2Cdf(x, df),
          distributions.chi2Sf(x, df),
          distributions.betaCdf(p, a, b),
          distributions.betaSf(p, a, b),
        );
        expectProbability(distributions.noncentralTCdf(x, df, 3), distributions.noncentralTSf(x, df, -3));
        expectProbability(distributions.binomialCdf(a, 10_000_000, p), distributions.betaQuantile(p, a, b));
        expect(distributions.tLogSf(x, df)).toBeLessThanOrEqual(0);
        expect(distributions.chi2LogSf(x, df)).toBeLessThanOrEqual(0);
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
          expect(distributions.tCdf(x, df) + distributions.tSf(x, df)).toBeCloseTo(1, 12);
          expect(distributions.betaCdf(p, a, b) + distributions.betaSf(p, a, b)).toBeCloseTo(1, 12);
          expect(distributions.gammaRegularizedP(a, b) + distributions.gammaRegularizedQ(a, b)).toBeCloseTo(
            1,
            12,
          );
          expect(distributions.noncentralTCdf(x, df, 2) + distributions.noncentralTSf(x, df, 2)).toBeCloseTo(
            1,
            10,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('quantiles undo tails', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), anyDf, (q, df) => {
        expect(distributions.normalSf(distributions.normalIsf(q)) / q).toBeCloseTo(1, 9);
        expect(distributions.tSf(distributions.tIsf(q, df), df) / q).toBeCloseTo(1, 9);
        const shape = Math.min(df, 1e6);
        expect(distributions.chi2Sf(distributions.chi2Isf(q, shape), shape) / q).toBeCloseTo(1, 8);
      }),
      { numRuns: 200 },
    );
  });
});

describe('illegal parameters', () => {
  it('give NaN, never a number that looks right', () => {
    const answers = [
      ...[
        distributions.tCdf(1, -1),
        distributions.tSf(1, 0),
        distributions.tLogSf(3, -2),
        distributions.tIsf(0.3, -1),
        distributions.tQuantile(1.1, 4),
      ],
      ...[
        distributions.chi2Cdf(1, 0),
        distributions.chi2Sf(1, -1),
        distributions.chi2LogSf(1, -1),
        distributions.chi2Isf(0.5, -3),
      ],
      ...[
        distributions.chi2Isf(2, 3),
        distributions.betaCdf(0.5, -1, 2),
        distributions.betaSf(-1, 0, 2),
        distributions.betaQuantile(1.5, 2, 2),
      ],
      ...[
        distributions.gammaRegularizedP(-1, 2),
        distributions.gammaRegularizedQ(0, 2),
        distributions.normalIsf(1.2),
      ],
    ];
    expect(answers.filter((answer) => !Number.isNaN(answer))).toEqual([]);
  });
});

describe('gaussLegendre', () => {
  it('integrates polynomials up to degree 2n - 1 exactly', () => {
    for (const n of [1, 2, 5, 20]) {
      const { nodes, weights } = distributions.gaussLegendre(n);
      const moment = (degree: number) =>
        nodes.reduce((sum, node, i) => sum + (weights[i] ?? 0) * node ** degree, 0);
      expect(moment(2 * n - 2)).toBeCloseTo(2 / (2 * n - 1), 13);
      expect(moment(2 * n - 1)).toBeCloseTo(0, 13);
    }
  });
});
