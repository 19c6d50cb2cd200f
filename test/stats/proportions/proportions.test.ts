import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearsonInterval } from '#stats/proportions/clopper-pearson-interval.ts';
import { exactRateTest } from '#stats/proportions/exact-rate-test.ts';
import { fisherExactTest } from '#stats/proportions/fisher-exact-test.ts';
import { katzLift } from '#stats/proportions/katz-lift.ts';
import { newcombeInterval } from '#stats/proportions/newcombe-interval.ts';
import { type Counts, proportionTest } from '#stats/proportions/proportion-test.ts';
import { wilsonInterval } from '#stats/proportions/wilson-interval.ts';
import { anyAlpha, anyCounts, gap } from '#test/stats/arms.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const some = anyCounts.filter(({ n }) => n > 0);
const pairs = [
  (control: Counts, treatment: Counts) => proportionTest({ control, treatment }),
  (control: Counts, treatment: Counts) => proportionTest({ control, treatment, pooled: false }),
  (control: Counts, treatment: Counts) => newcombeInterval({ control, treatment, alpha: 0.05 }),
  (control: Counts, treatment: Counts) => katzLift({ control, treatment, alpha: 0.05 }),
];

describe('rates by hand', () => {
  it("are Newcombe's own example", () => {
    const input = { control: { n: 80, successes: 48 }, treatment: { n: 70, successes: 56 }, alpha: 0.05 };
    const { lower, upper } = given(newcombeInterval(input)).confidenceInterval;
    expect(lower).toBeCloseTo(0.0524, 4);
    expect(upper).toBeCloseTo(0.3339, 4);
  });

  it("are Fisher's table as R gives it", () => {
    const { pValues } = given(fisherExactTest({ n: 10, successes: 1 }, { n: 12, successes: 9 }));
    expect(pValues['two-sided']).toBeCloseTo(0.003691355084544, 12);
    expect(pValues.greater).toBeCloseTo(0.003504235702378, 12);
    expect(pValues.less).toBeCloseTo(0.999897934882455, 12);
  });

  // control n, successes; treatment n, successes; odds ratio; mid-p greater, less and its score, by scipy 1.17.1 (nchypergeom_fisher).
  it.each([
    [2250, 22, 250, 0, 1, 0.951267433235458, 0.04873256676454203, -1.6572688431122904],
    [900, 90, 100, 18, 1, 0.0111449515460949, 0.9888550484539051, 2.285391139492796],
    [9000, 225, 1000, 15, 0.95, 0.9659201520336734, 0.03407984796632652, -1.8239495746338974],
    [9000, 240, 1000, 33, 1.06, 0.19525489453590056, 0.8047451054640995, 0.8586932253948504],
    [12, 9, 10, 1, 1, 0.9981968495900384, 0.001803150409961568, -2.910691338822234],
    [1000, 990, 1000, 999, 1.2, 0.00696492769936037, 0.9930350723006396, 2.4590671666683113],
    [40, 3, 50, 12, 2.5, 0.279831430613573, 0.7201685693864269, 0.5833423459703672],
  ])('have the mid-p of %i units with %i against %i with %i at odds ratio %d', (...figures) => {
    const [n, successes, treated, treatedSuccesses, odds, greater, less, score] = figures;
    const treatment = { n: treated, successes: treatedSuccesses };
    const test = given(exactRateTest({ n, successes }, treatment, odds));
    expect(test.greater).toBeCloseTo(greater, 10);
    expect(test.less).toBeCloseTo(less, 10);
    expect(test.score).toBeCloseTo(score, 8);
  });

  it('keep the p-value of a rate that moved a lot', () => {
    const result = given(
      proportionTest({
        control: { n: 200_000, successes: 40_000 },
        treatment: { n: 200_000, successes: 60_000 },
        alternative: 'greater',
      }),
    );
    expect(result.logPValue).toBeCloseTo(-2671.183511287779 - Math.LN2, 6);
  });

  it('have no ratio from or to nothing', () => {
    const none = { n: 50, successes: 0 };
    const few = { n: 50, successes: 5 };
    expect(katzLift({ control: none, treatment: few, alpha: 0.05 })).toMatchObject({
      reason: 'zero_baseline',
    });
    expect(katzLift({ control: few, treatment: none, alpha: 0.05 })).toMatchObject({
      lift: -1,
      logStandardError: null,
      confidenceInterval: null,
    });
    expect(proportionTest({ control: none, treatment: none })).toMatchObject({ reason: 'zero_variance' });
  });
});

describe('rates of all data', () => {
  it('refuse impossible counts', () => {
    const fine = { n: 10, successes: 5 };
    const wrong: readonly (readonly [Counts, string])[] = [
      [{ n: 0, successes: 0 }, 'insufficient_sample'],
      [{ n: 5, successes: 6 }, 'invalid_input'],
      [{ n: 5, successes: -1 }, 'invalid_input'],
      [{ n: 5.5, successes: 1 }, 'invalid_input'],
      [{ n: Number.NaN, successes: 1 }, 'invalid_input'],
    ];
    for (const [counts, reason] of wrong) {
      for (const method of [...pairs, fisherExactTest])
        expect(method(fine, counts)).toMatchObject({ reason });
      for (const method of [wilsonInterval, clopperPearsonInterval]) {
        expect(method({ ...counts, alpha: 0.05 })).toMatchObject({ reason });
      }
    }
  });

  it('lie within their intervals, which lie within [0, 1] and touch the ends exactly', () => {
    fc.assert(
      fc.property(some, anyAlpha, (counts, alpha) => {
        for (const method of [wilsonInterval, clopperPearsonInterval]) {
          const { estimate, confidenceInterval } = given(method({ ...counts, alpha }));
          const { lower, upper } = confidenceInterval;
          expect(0 <= lower && upper <= 1).toBe(true);
          if (method === wilsonInterval || alpha < 0.5) {
            expect(lower <= estimate * (1 + 1e-9) && estimate * (1 - 1e-9) <= upper).toBe(true);
          }
          expect(lower === 0).toBe(counts.successes === 0);
          if (counts.successes === counts.n) expect(upper).toBe(1);
        }
      }),
    );
  });

  it('mirror when the arms are swapped', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const forth = proportionTest({ control: one, treatment: other });
        const back = proportionTest({ control: other, treatment: one });
        expect(back.kind).toBe(forth.kind);
        if (forth.kind === 'ok' && back.kind === 'ok')
          expect(gap(back.statistic, -forth.statistic)).toBeLessThan(1e-12);
        const there = given(newcombeInterval({ control: one, treatment: other, alpha: 0.05 }));
        const here = given(newcombeInterval({ control: other, treatment: one, alpha: 0.05 }));
        expect(here.confidenceInterval.lower).toBeCloseTo(-there.confidenceInterval.upper, 12);
      }),
    );
  });

  it("Fisher's one-sided tests overlap in the observed table alone, and mirror", () => {
    const small = fc
      .integer({ min: 1, max: 400 })
      .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(small, small, (one, other) => {
        const { pValues } = given(fisherExactTest(one, other));
        const mirrored = given(fisherExactTest(other, one)).pValues;
        expect(pValues.greater + pValues.less).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(gap(mirrored.less, pValues.greater)).toBeLessThan(1e-9);
        expect(pValues['two-sided']).toBeGreaterThanOrEqual(
          Math.min(pValues.greater, pValues.less) * (1 - 1e-9),
        );
      }),
    );
  });

  it('are never NaN', () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, (one, other) => {
        for (const method of [...pairs, fisherExactTest]) {
          expect(numbersIn(method(one, other)).some(Number.isNaN)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
