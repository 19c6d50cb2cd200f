import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, EarlierLook } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { comparisonIn, lookAt, PLAN, withMoments } from './examples.ts';
import { EFFECTS, errorCeiling, errorRate, FAMILY, goal } from './family-errors.ts';

describe('Holm on the bounds of each look', () => {
  test.each(EFFECTS)('keeps the family-wise error over all looks: %s', (_, effects) => {
    expect(errorRate(FAMILY, effects, { seed: 7, runs: 300 })).toBeLessThan(errorCeiling(300));
  });

  test.each(['spending', 'sequence'] as const)(
    'reads the first at alpha / m and later ones at what it frees (%s)',
    (monitoring) => {
      const data = { ...lookAt(5000, 0.13), final: true };
      const plan: AnalysisPlan = { ...PLAN, monitoring, metrics: [goal('conversion'), goal('latency')] };
      const analysis = analyze(plan, data, []);
      expect(comparisonIn(analysis, 'conversion')).toMatchObject({ verdict: 'better', alpha: 0.025 });
      expect(comparisonIn(analysis, 'latency')).toMatchObject({ verdict: 'unproven', alpha: 0.05 });
    },
  );

  test('stops at the first that is not proven, whatever the rest could pass', () => {
    const keys = ['g1', 'g2', 'g3'];
    const moments = Object.fromEntries(
      [2.35, 2.34, 2].map((z, index) => [
        keys[index],
        {
          control: momentsFromVariance(10_000, 0, 1),
          treatment: momentsFromVariance(10_000, z * Math.sqrt(2 / 10_000), 1),
        },
      ]),
    );
    const minimum = { ...PLAN.minimum, eventsPerVariant: 0 };
    const plan: AnalysisPlan = { ...PLAN, minimum, metrics: keys.map((key) => goal(key)) };
    const { comparisons } = analyze(plan, { ...lookAt(10_000, 0.1), moments, final: true }, []);
    expect(comparisons).toHaveLength(3);
    // 2.35 does not reach the bound for alpha / 3 (2.39); 2.34 would pass the one for alpha / 2 (2.24).
    for (const entry of comparisons) {
      expect(entry).toMatchObject({ verdict: 'unproven' });
      expect(entry.kind === 'ok' ? entry.alpha : null).toBeCloseTo(0.05 / 3, 12);
    }
  });

  test('counts a refused comparison as one of the family', () => {
    const minimum = { ...PLAN.minimum, eventsPerVariant: 0 };
    const plan: AnalysisPlan = { ...PLAN, minimum, metrics: [goal('conversion'), goal('latency')] };
    const one = { n: 1, mean: 1, m2: 0 };
    const analysis = analyze(
      plan,
      { ...withMoments(lookAt(5000, 0.12), 'latency', 'treatment', one), final: true },
      [],
    );
    expect(comparisonIn(analysis, 'conversion').alpha).toBe(0.025);
  });
});

describe('Benjamini-Hochberg over secondary metrics', () => {
  const keys = ['s1', 's2', 's3', 's4'];
  const plan: AnalysisPlan = { ...PLAN, metrics: keys.map((key) => goal(key, 'secondary')) };
  const judge = (shifts: readonly number[], earlier: readonly EarlierLook[]) => {
    const moments = Object.fromEntries(
      keys.map((key, index) => [
        key,
        {
          control: momentsFromVariance(10_000, 0, 1),
          treatment: momentsFromVariance(10_000, (shifts[index] ?? 0) * Math.sqrt(2 / 10_000), 1),
        },
      ]),
    );
    const data = { ...lookAt(10_000, 0.1), moments, look: 28, final: true };
    return analyze(plan, data, earlier).comparisons.flatMap((entry) => (entry.kind === 'ok' ? [entry] : []));
  };

  test('proves the largest R that pass at R alpha / m', () => {
    const entries = judge([2.3, 2.4, 2.35, 0.3], []);
    expect(entries.map((entry) => entry.verdict)).toEqual(['better', 'better', 'better', 'unproven']);
    for (const { alpha } of entries) expect(alpha).toBeCloseTo(0.0375, 12);
    expect(judge([2.3, 0.1, 0.2, 0.3], []).every((entry) => entry.verdict === 'unproven')).toBe(true);
  });

  test('agrees with the adjusted p, with one look and with many', () => {
    const many = [0.3, 0.5, 0.8].map((informationFraction, look) => ({ look, informationFraction }));
    const random = seededRandom(3);
    for (const earlier of [[], many]) {
      for (let run = 0; run < 200; run += 1) {
        const entries = judge(
          keys.map(() => 1 + 1.5 * random.normal()),
          earlier,
        );
        for (const entry of entries) {
          expect((entry.adjustedPValue ?? 1) < 0.05).toBe(entry.verdict !== 'unproven');
          expect(entry.absoluteInterval.lower > 0 || entry.absoluteInterval.upper < 0).toBe(
            entry.verdict !== 'unproven',
          );
        }
      }
    }
  });
});
