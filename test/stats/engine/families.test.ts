import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, EarlierLook, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { type Moments, mergeMoments, momentsFromVariance, NO_UNITS } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { comparisonIn, lookAt, PLAN, withMoments } from './examples.ts';

const goal = (key: string, role: MetricSpec['role'] = 'goal'): MetricSpec => ({
  key,
  role,
  kind: 'mean',
  desiredDirection: 'increase',
  margin: null,
});

/** Two goals × two treatments, five looks. */
const FAMILY: AnalysisPlan = {
  ...PLAN,
  treatments: ['a', 'b'],
  allocation: { control: 1 / 3, a: 1 / 3, b: 1 / 3 },
  metrics: [goal('first'), goal('second')],
  plannedUnits: 3000,
  plannedLooks: 5,
  minimum: { days: 1, unitsPerVariant: 10, eventsPerVariant: 0, unitsPerVariantToDecide: 10 },
};
const VARIANTS = ['control', 'a', 'b'];

/** Plays one experiment look by look; true when a comparison without effect was ever called proven. */
function errs(plan: AnalysisPlan, random: RandomSource, effects: Readonly<Record<string, number>>): boolean {
  const cells = new Map<string, Moments>();
  const earlier: EarlierLook[] = [];
  let wrong = false;
  for (let look = 1; look <= 5; look += 1) {
    for (const metric of ['first', 'second']) {
      for (const variant of VARIANTS) {
        const key = `${metric}/${variant}`;
        const mean = (effects[key] ?? 0) + random.normal() / Math.sqrt(200);
        cells.set(key, mergeMoments(cells.get(key) ?? NO_UNITS, momentsFromVariance(200, mean, 1)));
      }
    }
    const analysis = analyze(plan, dataOf(cells, look), earlier);
    wrong ||= analysis.comparisons.some(
      (entry) =>
        entry.kind === 'ok' &&
        entry.verdict !== 'unproven' &&
        effects[`${entry.metric}/${entry.variant}`] === undefined,
    );
    earlier.push({ look, informationFraction: analysis.informationFraction });
  }
  return wrong;
}

function dataOf(cells: ReadonlyMap<string, Moments>, look: number): LookData {
  const arms = (metric: string) =>
    Object.fromEntries(VARIANTS.map((variant) => [variant, cells.get(`${metric}/${variant}`) ?? NO_UNITS]));
  return {
    look,
    daysRunning: look,
    final: look === 5,
    units: Object.fromEntries(VARIANTS.map((variant) => [variant, 200 * look])),
    multipleExposure: 0,
    moments: { first: arms('first'), second: arms('second') },
  };
}

function errorRate(plan: AnalysisPlan, effects: Readonly<Record<string, number>>, seed: number): number {
  const random = seededRandom(seed);
  const runs = 3000;
  let wrong = 0;
  for (let run = 0; run < runs; run += 1) if (errs(plan, random, effects)) wrong += 1;
  return wrong / runs;
}

/** 5 % and three standard errors of 3,000 runs. */
const CEILING = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 3000);

describe('Holm on the bounds of each look', () => {
  test.each([
    ['no effect anywhere', {}],
    ['one effect, which frees alpha for the others', { 'first/a': 0.4 }],
    ['three effects', { 'first/a': 0.4, 'first/b': 0.4, 'second/a': 0.4 }],
  ])('keeps the family-wise error over all looks: %s', (_, effects) => {
    const rate = errorRate(FAMILY, effects, 7);
    expect(rate).toBeLessThan(CEILING);
    expect(rate).toBeGreaterThan(0.015);
  });

  test('keeps it under the confidence sequence too', () => {
    const rate = errorRate({ ...FAMILY, monitoring: 'sequence' }, { 'first/a': 0.4 }, 8);
    expect(rate).toBeLessThan(0.03);
  });

  test('reads the first at alpha / m and later ones at what it frees', () => {
    const data = { ...lookAt(5000, 0.12), final: true };
    const plan: AnalysisPlan = { ...PLAN, metrics: [goal('conversion'), goal('latency')] };
    const analysis = analyze(plan, data, []);
    expect(comparisonIn(analysis, 'conversion')).toMatchObject({ verdict: 'better', alpha: 0.025 });
    expect(comparisonIn(analysis, 'latency')).toMatchObject({ verdict: 'unproven', alpha: 0.05 });
  });

  test('counts a refused comparison as one of the family', () => {
    const plan: AnalysisPlan = { ...PLAN, metrics: [goal('conversion'), goal('latency')] };
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
