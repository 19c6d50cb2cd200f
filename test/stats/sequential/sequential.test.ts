import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalIsf } from '#stats/distributions.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { alwaysValid } from '#stats/sequential/always-valid.ts';
import { confidenceSequence } from '#stats/sequential/confidence-sequence.ts';
import { mixtureScale } from '#stats/sequential/mixture-rate.ts';
import { mixtureSprt } from '#stats/sequential/mixture-sprt.ts';
import { normalMixture } from '#stats/sequential/normal-mixture.ts';
import { given, numbersIn } from '../figures.ts';

const figure = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const alternative = fc.constantFrom('two-sided' as const, 'greater' as const, 'less' as const);
const look = fc.record({
  estimate: figure(-1, 1),
  standardError: figure(1e-4, 1),
  n: fc.integer({ min: 1, max: 1e8 }),
});
const tuning = fc.record({
  alpha: figure(1e-6, 0.3),
  tunedUnits: fc.integer({ min: 10, max: 1e7 }),
  alternative,
});

describe('confidence sequence', () => {
  test('contains the fixed interval at the same level', () => {
    fc.assert(
      fc.property(look, tuning, (seen, tuned) => {
        const { confidenceInterval } = given(confidenceSequence({ ...seen, ...tuned }));
        const tail = tuned.alternative === 'two-sided' ? tuned.alpha / 2 : tuned.alpha;
        const half = normalIsf(tail) * seen.standardError;
        expect(confidenceInterval.lower).toBeLessThanOrEqual(seen.estimate - half);
        expect(confidenceInterval.upper).toBeGreaterThanOrEqual(seen.estimate + half);
      }),
    );
  });

  test('excludes 0 exactly when p has come down to alpha', () => {
    fc.assert(
      fc.property(look, tuning, (seen, tuned) => {
        const { confidenceInterval, pValue } = given(confidenceSequence({ ...seen, ...tuned }));
        fc.pre(Math.abs(pValue / tuned.alpha - 1) > 1e-6);
        expect(pValue < tuned.alpha).toBe(confidenceInterval.lower > 0 || confidenceInterval.upper < 0);
      }),
    );
  });

  test('is tightest near N*, at 1.55 times the fixed width', () => {
    const width = (n: number) =>
      given(confidenceSequence({ estimate: 0, standardError: 1, n, alpha: 0.05, tunedUnits: 5000 }))
        .halfWidth;
    expect(width(5000) / 1.959963984540054).toBeCloseTo(1.55, 2);
    expect(width(5000)).toBeLessThan(Math.min(width(1000), width(25_000)));
  });

  test('orders p-values beyond what a double can hold', () => {
    const logP = (estimate: number, side: 'two-sided' | 'greater') =>
      given(
        confidenceSequence({
          estimate,
          standardError: 0.001,
          n: 1e5,
          alpha: 0.05,
          tunedUnits: 5000,
          alternative: side,
        }),
      ).logPValue;
    for (const side of ['two-sided', 'greater'] as const) {
      expect(logP(0.2, side)).toBeLessThan(logP(0.1, side));
      expect(Number.isFinite(logP(0.2, side))).toBe(true);
    }
  });

  test.each([
    ['zero_variance', { standardError: 0 }],
    ['insufficient_sample', { n: 0 }],
    ['invalid_input', { alpha: 0.6, alternative: 'greater' as const }],
    ['invalid_input', { tunedUnits: 0 }],
    ['invalid_input', { estimate: Number.NaN }],
    ['invalid_input', { standardError: -1 }],
  ])('refuses %s', (reason, change) => {
    const input = { estimate: 0.1, standardError: 0.1, n: 100, alpha: 0.05, tunedUnits: 5000, ...change };
    expect(confidenceSequence(input)).toMatchObject({ kind: 'refused', reason });
  });

  test('errs less than alpha over 28 looks', () => {
    const random = seededRandom(8);
    const runs = 3000;
    let errors = 0;
    for (let run = 0; run < runs; run += 1) {
      let score = 0;
      const looks = Array.from({ length: 28 }, (_, day) => {
        score += random.normal();
        const units = (day + 1) * 1000;
        return { n: units, estimate: score / (day + 1), standardError: 1 / Math.sqrt(day + 1) };
      });
      const { firstProvenLook } = given(alwaysValid({ looks, alpha: 0.05, tunedUnits: 28_000 }));
      if (firstProvenLook !== null) errors += 1;
    }
    // Published target 1.2 %, standard error 0.2 points.
    expect(errors / runs).toBeLessThan(0.025);
    expect(errors / runs).toBeGreaterThan(0.003);
  });
});

describe('over looks', () => {
  test('p never rises and the interval never widens unless looks contradict each other', () => {
    fc.assert(
      fc.property(fc.array(look, { maxLength: 12 }), tuning, (looks, tuned) => {
        const { pValues, confidenceIntervals, disjoint, firstProvenLook } = given(
          alwaysValid({ ...tuned, looks }),
        );
        expect(pValues.every((p, i) => p <= (pValues[i - 1] ?? 1))).toBe(true);
        for (const [i, now] of confidenceIntervals.entries()) {
          const before = confidenceIntervals[i - 1];
          if (before === undefined || disjoint[i] === true) continue;
          expect(now.lower).toBeGreaterThanOrEqual(before.lower);
          expect(now.upper).toBeLessThanOrEqual(before.upper);
        }
        const first = pValues.findIndex((p) => p <= tuned.alpha);
        expect(firstProvenLook).toBe(first === -1 ? null : first + 1);
      }),
    );
  });

  test('shows the latest interval when the intersection is empty', () => {
    const looks = [
      { n: 10_000, estimate: 1, standardError: 0.01 },
      { n: 20_000, estimate: -1, standardError: 0.01 },
    ];
    const result = given(alwaysValid({ looks, alpha: 0.05, tunedUnits: 5000 }));
    expect(result.disjoint).toEqual([false, true]);
    expect(result.confidenceIntervals[1]?.upper).toBeLessThan(0);
  });

  test('passes on what a look refuses', () => {
    const looks = [{ n: 10, estimate: 1, standardError: 0 }];
    expect(alwaysValid({ looks, alpha: 0.05, tunedUnits: 5000 })).toMatchObject({ reason: 'zero_variance' });
    expect(alwaysValid({ looks: [], alpha: 0.05, tunedUnits: 5000 })).toMatchObject({
      pValues: [],
      firstProvenLook: null,
    });
  });
});

describe('mixtures', () => {
  test('the sequence, the ratio test and the boundary are one family', () => {
    fc.assert(
      fc.property(look, figure(1e-4, 0.3), fc.integer({ min: 10, max: 1e6 }), (seen, alpha, tunedUnits) => {
        const sequence = given(confidenceSequence({ ...seen, alpha, tunedUnits }));
        const variance = seen.standardError ** 2;
        const mixingVariance = variance * seen.n * sequence.rho ** 2;
        const ratio = given(mixtureSprt({ estimate: seen.estimate, variance, mixingVariance, alpha }));
        expect(ratio.halfWidth / sequence.halfWidth).toBeCloseTo(1, 9);
        expect(ratio.logPValue).toBeCloseTo(sequence.logPValue, 6);
        const sum = given(normalMixture({ variance: seen.n, tunedVariance: tunedUnits, alpha }));
        expect((sum.boundary / Math.sqrt(seen.n)) * seen.standardError).toBeCloseTo(sequence.halfWidth, 9);
      }),
    );
  });

  test('the exact scale is never beaten in width at N*', () => {
    const width = (k: number, alpha: number) => ((k + 1) / k) * (Math.log1p(k) - 2 * Math.log(alpha));
    fc.assert(
      fc.property(figure(1e-6, 0.5), fc.integer({ min: 10, max: 1e7 }), (alpha, tunedUnits) => {
        const { rhoExact, rhoApprox } = given(mixtureScale(alpha, tunedUnits));
        const best = width(tunedUnits * rhoExact ** 2, alpha);
        expect(best).toBeLessThanOrEqual(width(tunedUnits * rhoApprox ** 2, alpha) * (1 + 1e-12));
        expect(best).toBeLessThanOrEqual(width(tunedUnits * rhoExact ** 2 * 1.01, alpha));
        expect(best).toBeLessThanOrEqual(width(tunedUnits * rhoExact ** 2 * 0.99, alpha));
      }),
    );
  });

  test.each([
    ['zero_variance', { variance: 0 }],
    ['invalid_input', { mixingVariance: 0 }],
    ['invalid_input', { alpha: 1 }],
    ['invalid_input', { estimate: Number.POSITIVE_INFINITY }],
  ])('the ratio test refuses %s', (reason, change) => {
    const input = { estimate: 1, variance: 1, mixingVariance: 1, alpha: 0.05, ...change };
    expect(mixtureSprt(input)).toMatchObject({ kind: 'refused', reason });
  });

  test('give a number or a reason, whatever the input', () => {
    const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(anything, anything, anything, anything, anything, (a, b, c, alpha, tunedUnits) => {
        const results = [
          confidenceSequence({ estimate: a, standardError: b, n: c, alpha, tunedUnits }),
          confidenceSequence({ estimate: a, standardError: b, n: c, alpha, tunedUnits, alternative: 'less' }),
          mixtureSprt({ estimate: a, variance: b, mixingVariance: c, alpha }),
          normalMixture({ variance: a, tunedVariance: b, alpha }),
          mixtureScale(alpha, tunedUnits),
        ];
        expect(numbersIn(results).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});
