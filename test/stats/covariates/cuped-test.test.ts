import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cupedTest } from '#stats/covariates/cuped-test.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { type BivariateMoments, firstMoments } from '#stats/moments/bivariate-moments.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

/** An arm from n, both means, both variances and their covariance. */
function arm(
  n: number,
  y: number,
  x: number,
  varY: number,
  varX: number,
  covariance: number,
): BivariateMoments {
  const scale = n - 1;
  return {
    n,
    firstMean: y,
    secondMean: x,
    firstM2: varY * scale,
    secondM2: varX * scale,
    crossM2: covariance * scale,
  };
}

const control = arm(1000, 10, 8, 4, 9, 4.5);
const treatment = arm(1000, 10.3, 8.1, 4, 9, 4.5);

describe('cupedTest', () => {
  it('cuts the variance by rho squared and corrects the effect for the covariate', () => {
    const result = given(cupedTest({ control, treatment, alpha: 0.05 }));
    expect(result.theta).toBeCloseTo(0.5, 12);
    expect(result.varianceReduction).toBeCloseTo(0.5625, 12);
    expect(result.absoluteEffect).toBeCloseTo(0.3 - 0.5 * 0.1, 12);
    expect(result.controlAdjusted.mean).toBeCloseTo(10.025, 12);
    expect(result.relative?.lift).toBeCloseTo(0.025, 12);
    expect(result.unadjustedEffect).toBeCloseTo(0.3, 12);
  });

  it('takes theta from within the arms unless told otherwise', () => {
    const apart = { ...treatment, firstMean: 20, secondMean: 8.1 };
    const within = given(cupedTest({ control, treatment: apart, alpha: 0.05 }));
    const total = given(cupedTest({ control, treatment: apart, alpha: 0.05, theta: 'total' }));
    expect(within.theta).toBeCloseTo(0.5, 12);
    expect(total.theta).toBeGreaterThan(0.52);
  });

  it('is the plain test when the covariate is constant', () => {
    const flat = (one: BivariateMoments) => ({ ...one, secondM2: 0, crossM2: 0 });
    const result = given(cupedTest({ control: flat(control), treatment: flat(treatment), alpha: 0.05 }));
    const plain = given(
      welchTest({ control: firstMoments(control), treatment: firstMoments(treatment), alpha: 0.05 }),
    );
    expect(result.theta).toBe(0);
    expect(result.pValue).toBe(plain.pValue);
    expect(result.varianceReduction).toBe(0);
  });

  it('refuses with a reason, and drops the lift at a control mean of 0', () => {
    const reason = (one: BivariateMoments) => {
      const result = cupedTest({ control: one, treatment: one, alpha: 0.05 });
      return result.kind === 'refused' ? result.reason : 'none';
    };
    expect(reason(arm(1, 3, 3, 0, 0, 0))).toBe('insufficient_sample');
    expect(reason(arm(100, 3, 3, 0, 1, 0))).toBe('zero_variance');
    expect(reason(arm(100, 3, 3, 4, 1, 2))).toBe('zero_variance');
    expect(reason(arm(100, 3, 3, -4, 1, 2))).toBe('invalid_input');
    const zero = given(cupedTest({ control: { ...control, firstMean: 0 }, treatment, alpha: 0.05 }));
    expect(zero.relative).toBeNull();
  });

  it('does not move when the covariate is shifted or scaled', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.constantFrom(0.25, 8),
        (shift, factor) => {
          const moved = (one: BivariateMoments) => ({
            ...one,
            secondMean: one.secondMean * factor + shift,
            secondM2: one.secondM2 * factor * factor,
            crossM2: one.crossM2 * factor,
          });
          const plain = given(cupedTest({ control, treatment, alpha: 0.05 }));
          const other = given(
            cupedTest({ control: moved(control), treatment: moved(treatment), alpha: 0.05 }),
          );
          expect(other.absoluteEffect).toBeCloseTo(plain.absoluteEffect, 9);
          expect(other.pValue).toBeCloseTo(plain.pValue, 9);
        },
      ),
    );
  });

  it('is never NaN', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const any = fc.record({
      n: fc.integer({ min: 0, max: 1000 }),
      firstMean: number,
      secondMean: number,
      firstM2: fc.oneof(fc.constant(0), number),
      secondM2: fc.oneof(fc.constant(0), number),
      crossM2: number,
    });
    fc.assert(
      fc.property(any, any, fc.constantFrom('within', 'total'), (one, other, theta) => {
        const result = cupedTest({ control: one, treatment: other, alpha: 0.05, theta });
        expect(numbersIn(result).some(Number.isNaN)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
