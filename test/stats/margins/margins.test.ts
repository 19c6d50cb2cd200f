import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equivalenceTest } from '#stats/margins/equivalence-test.ts';
import { nonInferiorityTest } from '#stats/margins/non-inferiority-test.ts';
import { standardizedEffect, standardizedRateEffect } from '#stats/means/standardized-effect.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const CONTROL = momentsFromVariance(2000, 10, 4);
const TREATMENT = momentsFromVariance(2000, 9.97, 4.1);
const arm: fc.Arbitrary<Moments> = fc.record({
  n: fc.integer({ min: 2, max: 100_000 }),
  mean: fc.double({ min: -100, max: 100, noNaN: true }),
  m2: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
});
const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyArm = fc.record({ n: fc.oneof(fc.integer({ min: 0 }), anything), mean: anything, m2: anything });

describe('non-inferiority', () => {
  const absolute = (value: number) => ({ kind: 'absolute', value }) as const;

  test('with no margin is the one-sided Welch test in the desired direction', () => {
    fc.assert(
      fc.property(
        arm,
        arm,
        fc.constantFrom('increase' as const, 'decrease' as const),
        (control, treatment, direction) => {
          const result = given(
            nonInferiorityTest({
              control,
              treatment,
              margin: absolute(0),
              desiredDirection: direction,
              alpha: 0.025,
            }),
          );
          const alternative = direction === 'increase' ? 'greater' : 'less';
          const welch = given(welchTest({ control, treatment, alpha: 0.025, alternative }));
          expect(result.pValue).toBeCloseTo(welch.pValue, 10);
          expect(result.nonInferior).toBe(result.headroomLower > 0);
        },
      ),
    );
  });

  test('a wider margin is never harder to meet', () => {
    fc.assert(
      fc.property(arm, arm, fc.nat({ max: 50 }), fc.nat({ max: 50 }), (control, treatment, first, more) => {
        const p = (value: number) =>
          given(
            nonInferiorityTest({
              control,
              treatment,
              margin: absolute(value),
              desiredDirection: 'decrease',
              alpha: 0.025,
            }),
          ).pValue;
        expect(p(first + more)).toBeLessThanOrEqual(p(first));
      }),
    );
  });

  test('a relative margin of a sure control level is the absolute one', () => {
    const control = momentsFromVariance(1_000_000, 10, 0);
    const base = { control, treatment: TREATMENT, desiredDirection: 'increase', alpha: 0.025 } as const;
    const relative = given(nonInferiorityTest({ ...base, margin: { kind: 'relative', value: 0.02 } }));
    const same = given(nonInferiorityTest({ ...base, margin: absolute(0.2) }));
    expect(relative.t).toBeCloseTo(same.t, 8);
  });

  test('a negative control level is worse by a share of its size', () => {
    const flip = ({ n, mean, m2 }: Moments) => ({ n, mean: -mean, m2 });
    const margin = { kind: 'relative', value: 0.02 } as const;
    const up = nonInferiorityTest({
      control: CONTROL,
      treatment: TREATMENT,
      margin,
      desiredDirection: 'increase',
      alpha: 0.025,
    });
    const down = nonInferiorityTest({
      control: flip(CONTROL),
      treatment: flip(TREATMENT),
      margin,
      desiredDirection: 'decrease',
      alpha: 0.025,
    });
    expect(given(down).t).toBeCloseTo(given(up).t, 10);
  });

  test.each([
    ['insufficient_sample', { control: momentsFromVariance(1, 10, 0) }],
    ['zero_variance', { control: momentsFromVariance(5, 10, 0), treatment: momentsFromVariance(5, 10, 0) }],
    [
      'zero_baseline',
      { control: momentsFromVariance(5, 0, 1), margin: { kind: 'relative', value: 0.1 } as const },
    ],
    ['invalid_input', { margin: absolute(-1) }],
    ['invalid_input', { alpha: 0 }],
  ])('refuses %s', (reason, change) => {
    const input = {
      control: CONTROL,
      treatment: TREATMENT,
      margin: absolute(0.2),
      desiredDirection: 'increase' as const,
      alpha: 0.025,
    };
    expect(nonInferiorityTest({ ...input, ...change })).toMatchObject({ kind: 'refused', reason });
  });
});

describe('equivalence', () => {
  test('is proven exactly when the 1 - 2 alpha interval lies inside the bounds', () => {
    fc.assert(
      fc.property(arm, arm, fc.double({ min: 0.1, max: 200, noNaN: true }), (control, treatment, reach) => {
        const result = given(equivalenceTest({ control, treatment, low: -reach, high: reach, alpha: 0.05 }));
        const { lower, upper } = result.confidenceInterval;
        expect(result.equivalent).toBe(lower > -reach && upper < reach);
      }),
    );
  });

  test.each([
    ['insufficient_sample', { control: momentsFromVariance(1, 10, 0) }],
    ['zero_variance', { control: momentsFromVariance(5, 1, 0), treatment: momentsFromVariance(5, 1, 0) }],
    ['invalid_input', { low: 1, high: -1 }],
    ['invalid_input', { alpha: 0.5 }],
  ])('refuses %s', (reason, change) => {
    const input = { control: CONTROL, treatment: TREATMENT, low: -1, high: 1, alpha: 0.05, ...change };
    expect(equivalenceTest(input)).toMatchObject({ kind: 'refused', reason });
  });
});

describe('effects in standard deviations', () => {
  test('Hedges shrinks Cohen towards 0, by nothing at a billion units', () => {
    const small = given(standardizedEffect(momentsFromVariance(2, 1, 0.5), momentsFromVariance(2, 3, 0.5)));
    expect(small.hedgesG / small.cohenD).toBeCloseTo(1 / Math.sqrt(Math.PI), 12);
    const large = given(standardizedEffect(momentsFromVariance(5e8, 1, 1), momentsFromVariance(5e8, 2, 1)));
    expect(large.hedgesG / large.cohenD).toBeCloseTo(1 - 0.75e-9, 13);
  });

  test('changes sign when the arms are swapped', () => {
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const forth = given(standardizedEffect(control, treatment));
        const back = given(standardizedEffect(treatment, control));
        expect(back.hedgesG + forth.hedgesG).toBeCloseTo(0, 10);
      }),
    );
  });

  test('of rates spans -pi to pi', () => {
    expect(given(standardizedRateEffect(0, 1)).cohenH).toBeCloseTo(Math.PI, 14);
    expect(given(standardizedRateEffect(0.5, 0.5)).cohenH).toBe(0);
    expect(standardizedRateEffect(0.5, 1.5)).toMatchObject({ reason: 'invalid_input' });
  });
});

test('figures beyond reason give a number or a reason, never NaN', () => {
  fc.assert(
    fc.property(anyArm, anyArm, anything, (control, treatment, value) => {
      const input = { control, treatment, alpha: 0.05 };
      const results = [
        standardizedEffect(control, treatment),
        equivalenceTest({ ...input, low: -Math.abs(value), high: 1 }),
        nonInferiorityTest({ ...input, margin: { kind: 'relative', value }, desiredDirection: 'increase' }),
        nonInferiorityTest({ ...input, margin: { kind: 'absolute', value }, desiredDirection: 'decrease' }),
      ];
      expect(numbersIn(results).some(Number.isNaN)).toBe(false);
    }),
  );
});
