import { describe, expect, test } from 'vitest';
import { medianUnbiased } from '#stats/group-sequential/median-unbiased.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { given } from '#test/stats/figures.ts';

describe('the median-unbiased estimate', () => {
  test('is the plain one after a single look', () => {
    expect(given(medianUnbiased({ t: [0.4], bounds: [], statistic: 3 }))).toMatchObject({ share: 1 });
  });

  // Nested adaptive quadrature over the looks, by scipy 1.17.1: another way than the recursion here.
  test.each([
    [[0.5, 1], [2.9626], 2.2, 2.192016362187148],
    [[0.5, 1], [2.9626], -1.1, -1.0997382123617272],
    [[0.25, 0.5], [4.3326], 3.4, 4.8070432128917595],
    [[0.3, 0.6, 0.9], [3.9286, 2.6699], 2.31, 2.4065855909650895],
    [[0.5, 1], [2.18], 2.178, 2.089848250094978],
  ])('at looks %j with bounds %j and a statistic of %d is %d', (t, bounds, statistic, drift) => {
    const found = given(medianUnbiased({ t, bounds, statistic }));
    expect(found.drift).toBeCloseTo(drift, 5);
    expect(found.plainDrift).toBeCloseTo(statistic / Math.sqrt(t.at(-1) ?? 1), 12);
  });

  test('is too large as often as too small, although the plain one is too large more often', () => {
    const t = [0.25, 0.5, 0.75, 1];
    const { z: bounds } = given(spendingBounds({ alpha: 0.05, sided: 2, spending: 'obf', t }));
    const random = seededRandom(11);
    const [truth, runs] = [3, 2000];
    const above = { unbiased: 0, plain: 0 };
    for (let run = 0; run < runs; run += 1) {
      let score = 0;
      for (const [look, fraction] of t.entries()) {
        const step = fraction - (t[look - 1] ?? 0);
        score += truth * step + Math.sqrt(step) * random.normal();
        const statistic = score / Math.sqrt(fraction);
        if (Math.abs(statistic) < (bounds[look] ?? 0) && look < t.length - 1) continue;
        const found = given(medianUnbiased({ t: t.slice(0, look + 1), bounds, statistic }));
        above.unbiased += Number(found.drift > truth);
        above.plain += Number(found.plainDrift > truth);
        break;
      }
    }
    // One standard error is 1.1 %.
    expect(Math.abs(above.unbiased / runs - 0.5)).toBeLessThan(0.034);
    expect(above.plain / runs).toBeGreaterThan(0.55);
  });

  test('refuses what no looks can have', () => {
    expect(medianUnbiased({ t: [], bounds: [], statistic: 1 })).toMatchObject({ reason: 'invalid_input' });
    expect(medianUnbiased({ t: [0.5, 1], bounds: [], statistic: 1 })).toMatchObject({
      reason: 'invalid_input',
    });
    expect(medianUnbiased({ t: [0.1, 1], bounds: [3], statistic: 40 })).toMatchObject({
      reason: 'unreachable',
    });
  });
});
