import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaLift } from '#stats/lift/delta-lift.ts';
import { fiellerLift } from '#stats/lift/fieller-lift.ts';
import { logLift } from '#stats/lift/log-lift.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { type Moments, momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { anyAlpha, anyArm, scaleMoments, usualArm } from '#test/stats/arms.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const control = momentsFromVariance(1000, 10, 25);
const treatment = momentsFromVariance(1000, 10.8, 27);
const both = [deltaLift, fiellerLift];

describe('lifts of one example', () => {
  it('agree on the lift and on whose p-value it is', () => {
    const welch = given(welchTest({ control, treatment, alpha: 0.05 }));
    const delta = given(deltaLift({ control, treatment, alpha: 0.05 }));
    const fieller = given(fiellerLift({ control, treatment, alpha: 0.05 }));
    const log = given(logLift({ control, treatment, alpha: 0.05 }));
    for (const { lift } of [delta, fieller, log]) expect(lift).toBeCloseTo(0.08, 12);
    expect(delta.pValue).toBe(welch.pValue);
    expect(fieller.pValue).toBe(welch.pValue);
    expect(delta.confidenceInterval.upper).toBeCloseTo(0.12647562056897, 10);
    expect(fieller.confidenceInterval?.upper).toBeCloseTo(0.12754905047992, 10);
    expect(log.confidenceInterval.upper).toBeCloseTo(0.12749011271367, 10);
  });

  it('say when the control mean cannot be told from 0', () => {
    const faint = momentsFromVariance(50, 0.3, 4);
    const result = given(fiellerLift({ control: faint, treatment: { ...faint, mean: 0.9 }, alpha: 0.05 }));
    expect(result.bounded).toBe(false);
    expect(result.confidenceInterval).toBeNull();
    expect(result.g).toBeCloseTo(3.500543180447, 9);
  });

  it('refuse a baseline of 0, and nothing else because of it', () => {
    const zero = momentsFromCounts(2000, 0);
    for (const method of both) {
      const result = method({ control: zero, treatment: momentsFromCounts(2000, 9), alpha: 0.05 });
      expect(result).toMatchObject({ kind: 'refused', reason: 'zero_baseline' });
      const small = method({ control: momentsFromCounts(1, 0), treatment, alpha: 0.05 });
      expect(small).toMatchObject({ kind: 'refused', reason: 'insufficient_sample' });
    }
    const negative = { ...control, mean: -10 };
    expect(logLift({ control: negative, treatment, alpha: 0.05 })).toMatchObject({ reason: 'log_undefined' });
  });
});

describe('lifts of all data', () => {
  it("Fieller's interval excludes 0 exactly when the Welch test rejects", () => {
    fc.assert(
      fc.property(usualArm, usualArm, anyAlpha, (one, other, alpha) => {
        const result = fiellerLift({ control: one, treatment: other, alpha });
        fc.pre(result.kind === 'ok' && result.bounded && Math.abs(result.pValue - alpha) > 1e-7 * alpha);
        if (result.kind !== 'ok' || result.confidenceInterval === null) return;
        const { lower, upper } = result.confidenceInterval;
        expect(lower > 0 || upper < 0).toBe(result.pValue < alpha);
        expect(lower).toBeLessThanOrEqual(result.lift);
        expect(upper).toBeGreaterThanOrEqual(result.lift);
      }),
      { numRuns: 500 },
    );
  });

  it('do not depend on the unit of the metric', () => {
    fc.assert(
      fc.property(usualArm, usualArm, fc.constantFrom(2 ** -40, 2 ** 40), (one, other, factor) => {
        fc.pre(Math.abs(one.mean) > 1e-3);
        const scaled = (arm: Moments) => scaleMoments(arm, factor);
        for (const method of both) {
          const plain = given(method({ control: one, treatment: other, alpha: 0.05 }));
          const moved = given(method({ control: scaled(one), treatment: scaled(other), alpha: 0.05 }));
          // Powers of two scale without rounding, so nothing may move.
          expect(moved.lift).toBe(plain.lift);
          expect(moved.confidenceInterval).toEqual(plain.confidenceInterval);
          expect(moved.df).toBe(plain.df);
        }
      }),
    );
  });

  it('are never NaN', () => {
    fc.assert(
      fc.property(anyArm, anyArm, anyAlpha, (one, other, alpha) => {
        for (const method of [...both, logLift]) {
          expect(numbersIn(method({ control: one, treatment: other, alpha })).some(Number.isNaN)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
