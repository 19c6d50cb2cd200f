import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { welchTest } from '#stats/means/welch-test.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { anyAlpha, anyArm, gap, scaleMoments, usualArm } from '#test/stats/arms.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const control = momentsFromVariance(100, 10, 4);
const treatment = momentsFromVariance(100, 10.5, 4.2);

describe('welchTest', () => {
  it('matches the textbook', () => {
    const result = given(welchTest({ control, treatment, alpha: 0.05 }));
    expect(result).toMatchObject({ method: 'welch-t', alpha: 0.05, alternative: 'two-sided', n: 200 });
    expect(result.pValue).toBeCloseTo(0.08234966927997, 12);
    expect(result.confidenceInterval.lower).toBeCloseTo(-0.06470193330943, 12);
  });

  it('gives one-sided tests half the p-value and a half-open interval', () => {
    const greater = given(welchTest({ control, treatment, alpha: 0.05, alternative: 'greater' }));
    const less = given(welchTest({ control, treatment, alpha: 0.05, alternative: 'less' }));
    expect(greater.pValue).toBeCloseTo(0.08234966927997 / 2, 12);
    expect(greater.pValue + less.pValue).toBeCloseTo(1, 12);
    expect(greater.confidenceInterval.upper).toBe(Number.POSITIVE_INFINITY);
    expect(less.confidenceInterval.lower).toBe(Number.NEGATIVE_INFINITY);
  });

  it('tests against another difference than 0', () => {
    const shifted = given(welchTest({ control, treatment, alpha: 0.05, nullDifference: 0.5 }));
    expect(shifted.pValue).toBe(1);
    expect(shifted.absoluteEffect).toBe(0.5);
  });

  it('does not lose p-values beyond 8 sigma', () => {
    const large = momentsFromVariance(1_000_000, 50, 900);
    const result = given(welchTest({ control: large, treatment: { ...large, mean: 53 }, alpha: 0.05 }));
    expect(result.pValue).toBe(0);
    expect(result.logPValue).toBeCloseTo(-2501.363535, 6);
  });

  it('refuses with a reason', () => {
    const constant = momentsFromVariance(30, 1, 0);
    const reason = (one: typeof control, other: typeof control, alpha = 0.05) => {
      const result = welchTest({ control: one, treatment: other, alpha });
      return result.kind === 'refused' ? result.reason : 'none';
    };
    expect(reason(constant, constant)).toBe('zero_variance');
    expect(reason(constant, treatment)).toBe('none');
    expect(reason(momentsFromVariance(1, 1, 0), treatment)).toBe('insufficient_sample');
    expect(reason(control, treatment, 1)).toBe('invalid_input');
    expect(reason({ ...control, m2: -1 }, treatment)).toBe('invalid_input');
  });
});

describe('welchTest for all data', () => {
  it('mirrors when the arms are swapped', () => {
    fc.assert(
      fc.property(usualArm, usualArm, anyAlpha, (one, other, alpha) => {
        const forth = given(welchTest({ control: one, treatment: other, alpha }));
        const back = given(welchTest({ control: other, treatment: one, alpha }));
        // Not `toBe` of the negative, which tells 0 from -0.
        expect(back.absoluteEffect + forth.absoluteEffect).toBe(0);
        expect(gap(back.logPValue, forth.logPValue)).toBeLessThan(1e-7);
        const { lower, upper } = forth.confidenceInterval;
        expect(Math.abs(back.confidenceInterval.lower + upper)).toBeLessThanOrEqual(1e-7 * (upper - lower));
      }),
    );
  });

  it('does not depend on the unit of the metric', () => {
    fc.assert(
      fc.property(usualArm, usualArm, fc.constantFrom(2 ** -40, 2 ** 40), (one, other, factor) => {
        const plain = given(welchTest({ control: one, treatment: other, alpha: 0.05 }));
        const scaled = given(
          welchTest({
            control: scaleMoments(one, factor),
            treatment: scaleMoments(other, factor),
            alpha: 0.05,
          }),
        );
        // Powers of two scale without rounding, so nothing may move.
        expect(scaled.logPValue).toBe(plain.logPValue);
        expect(scaled.df).toBe(plain.df);
      }),
    );
  });

  it('rejects exactly when the interval excludes 0', () => {
    fc.assert(
      fc.property(usualArm, usualArm, anyAlpha, (one, other, alpha) => {
        const result = given(welchTest({ control: one, treatment: other, alpha }));
        const { lower, upper } = result.confidenceInterval;
        fc.pre(Math.abs(result.pValue - alpha) > 1e-9 * alpha);
        expect(lower > 0 || upper < 0).toBe(result.pValue < alpha);
      }),
    );
  });

  it('is never NaN, whatever comes in', () => {
    fc.assert(
      fc.property(
        anyArm,
        anyArm,
        fc.double(),
        fc.constantFrom('two-sided', 'greater', 'less'),
        (one, other, alpha, alternative) => {
          const result = welchTest({ control: one, treatment: other, alpha, alternative });
          expect(numbersIn(result).some(Number.isNaN)).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
