import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operatingCharacteristics } from '#stats/group-sequential/operating-characteristics.ts';
import type { SpendingFunction } from '#stats/group-sequential/spending.ts';
import { type SpendingPlan, spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { given, numbersIn } from '../figures.ts';

const PLAN: SpendingPlan = { alpha: 0.05, sided: 2, spending: 'obf', t: [0.2, 0.4, 0.6, 0.8, 1] };
const spending: fc.Arbitrary<SpendingFunction> = fc.oneof(
  fc.constantFrom({ spending: 'obf' as const }, { spending: 'pocock' as const }),
  fc.record({ spending: fc.constant('power' as const), param: fc.double({ min: 0.3, max: 5, noNaN: true }) }),
  fc.record({ spending: fc.constant('hsd' as const), param: fc.double({ min: -6, max: 4, noNaN: true }) }),
);
const fractions = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 7 })
  .map((percents) => [...percents.toSorted((a, b) => a - b).map((percent) => percent / 100), 1]);
const plan = fc
  .record({
    spending,
    t: fractions,
    alpha: fc.double({ min: 1e-4, max: 0.4, noNaN: true }),
    two: fc.boolean(),
  })
  .map(({ spending: family, t, alpha, two }): SpendingPlan => ({ ...family, t, alpha, sided: two ? 2 : 1 }));

/** Chance of crossing any bound without an effect, both sides together. */
function errorRate({ t, sided }: SpendingPlan, upper: readonly number[]): number {
  const result = given(
    operatingCharacteristics({ t, upper, lower: sided === 2 ? 'symmetric' : 'none', drift: 0 }),
  );
  return result.power + result.lowerTotal;
}

describe('bounds by spending', () => {
  // Reboussin et al. 2000 and R rpact.
  test.each([
    ['obf', [4.876885, 3.357012, 2.68028, 2.289817, 2.031032]],
    ['pocock', [2.437977, 2.426814, 2.410194, 2.396645, 2.385985]],
  ] as const)('published five looks at 5 %, two-sided: %s', (family, published) => {
    const { z } = given(spendingBounds({ ...PLAN, spending: family }));
    for (const [look, bound] of published.entries()) expect(z[look]).toBeCloseTo(bound, 5);
  });

  test('spend alpha, no more and no less, and never take any back', () => {
    fc.assert(
      fc.property(plan, (input) => {
        const { z, alphaSpent, nominalP } = given(spendingBounds(input));
        expect(alphaSpent.at(-1)).toBeCloseTo(input.alpha, 12);
        expect(alphaSpent.every((spent, look) => spent >= (alphaSpent[look - 1] ?? 0))).toBe(true);
        expect(Math.abs(errorRate(input, z) / input.alpha - 1)).toBeLessThan(1e-8);
        expect(numbersIn({ z, nominalP }).some(Number.isNaN)).toBe(false);
        expect(nominalP.every((p, look) => p <= (alphaSpent[look] ?? 0) * (1 + 1e-9))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  // The bridge from 0 to such a bound passes an earlier look beyond 14 deviations often enough to be missed at 1e-9.
  test('meets an increment as small as 1e-40 through an earlier look', () => {
    const input: SpendingPlan = {
      spending: 'obf',
      t: [0.04, 0.06, 1],
      alpha: 0.001063534644423545,
      sided: 1,
    };
    const { z, alphaSpent, nominalP } = given(spendingBounds(input));
    expect(z[0]).toBe(Number.POSITIVE_INFINITY);
    expect((nominalP[1] ?? 0) / (alphaSpent[1] ?? 0)).toBeCloseTo(1, 9);
  });

  test('the error is spent on time: bounds up to a look depend on no later look', () => {
    const whole = given(spendingBounds(PLAN)).z;
    const part = given(spendingBounds({ ...PLAN, t: PLAN.t.slice(0, 3) })).z;
    expect(part).toEqual(whole.slice(0, 3));
  });

  test('a single look at the end is the fixed test', () => {
    const { z } = given(spendingBounds({ ...PLAN, t: [1] }));
    expect(z[0]).toBeCloseTo(1.959963984540054, 10);
  });

  test('two sides spend at half the alpha each', () => {
    const two = given(spendingBounds(PLAN));
    const one = given(spendingBounds({ ...PLAN, alpha: 0.025, sided: 1 }));
    for (const [look, bound] of two.z.entries()) expect(one.z[look]).toBeCloseTo(bound, 6);
    expect(two.alphaSpent[0]).toBeCloseTo(2 * (one.alphaSpent[0] ?? 0), 15);
  });

  test('an overrun spends alpha in all, with the correlation of the units really seen', () => {
    const over: SpendingPlan = { ...PLAN, t: [0.5, 0.8, 1.2] };
    const { z, alphaSpent } = given(spendingBounds(over));
    expect(alphaSpent.at(-1)).toBeCloseTo(0.05, 14);
    expect(errorRate(over, z)).toBeCloseTo(0.05, 10);
    expect(given(spendingBounds({ ...PLAN, t: [0.5, 1, 1.2] })).z.at(-1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('a final look before the planned end may spend everything left', () => {
    const early: SpendingPlan = { ...PLAN, t: [0.4, 0.7] };
    expect(errorRate(early, given(spendingBounds(early)).z)).toBeLessThan(0.02);
    expect(errorRate(early, given(spendingBounds({ ...early, final: true })).z)).toBeCloseTo(0.05, 10);
  });

  test('spends next to nothing on a very early look, and nothing once it rounds to nothing', () => {
    const { z } = given(spendingBounds({ ...PLAN, t: [0.001, 0.05, 1] }));
    expect(z[0]).toBe(Number.POSITIVE_INFINITY);
    expect(z[1]).toBeGreaterThan(9);
    expect(z[2]).toBeCloseTo(1.959963984540054, 9);
  });

  test.each([
    ['looks out of order', { t: [0.5, 0.4] }],
    ['a look at 0', { t: [0, 1] }],
    ['no looks', { t: [] }],
    ['alpha of 0', { alpha: 0 }],
    ['a power without its parameter', { spending: 'power' as const }],
    ['a power of 0', { spending: 'power' as const, param: 0 }],
    ['an endless fraction', { t: [0.5, Number.POSITIVE_INFINITY] }],
  ])('refuses %s', (_, change) => {
    expect(spendingBounds({ ...PLAN, ...change })).toMatchObject({
      kind: 'refused',
      reason: 'invalid_input',
    });
  });

  test('answers a repeated question with the same object', () => {
    expect(spendingBounds({ ...PLAN, t: [...PLAN.t] })).toBe(spendingBounds(PLAN));
  });
});
