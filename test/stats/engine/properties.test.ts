import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalSf, tIsf } from '#stats/distributions.ts';
import type { AnalysisPlan, Comparison, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { lookHistory } from '#stats/engine/look-history.ts';
import { repeatedPValues } from '#stats/engine/repeated-p-values.ts';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import { comparisonIn, lookAt, PLAN } from './examples.ts';

const metric = (key: string, role: MetricSpec['role']): MetricSpec => ({
  key,
  role,
  kind: 'mean',
  desiredDirection: 'increase',
  margin: role === 'guardrail' ? 0.02 : null,
});
const VARIANTS = ['control', 'a', 'b'];
const METRICS = [
  metric('g1', 'goal'),
  metric('g2', 'goal'),
  metric('safe', 'guardrail'),
  metric('s', 'secondary'),
];
const arm = fc
  .record({ n: fc.integer({ min: 100, max: 5000 }), shift: fc.double({ min: -4, max: 4, noNaN: true }) })
  .map(({ n, shift }) => momentsFromVariance(n, 10 + shift / Math.sqrt(n), 1));
const arms = fc.record({ control: arm, a: arm, b: arm });
const table = fc.record({ g1: arms, g2: arms, safe: arms, s: arms });
const monitoring = fc.constantFrom('spending' as const, 'sequence' as const);

function planOf(variants: readonly string[], kind: AnalysisPlan['monitoring']): AnalysisPlan {
  const [control = '', ...treatments] = variants;
  return {
    ...PLAN,
    control,
    treatments,
    allocation: Object.fromEntries(variants.map((variant) => [variant, 1 / variants.length])),
    metrics: METRICS,
    monitoring: kind,
    plannedUnits: 6000,
    minimum: { days: 0, unitsPerVariant: 0, eventsPerVariant: 0, unitsPerVariantToDecide: 0 },
  };
}

function dataOf(moments: Readonly<Record<string, Readonly<Record<string, Moments>>>>): LookData {
  const units = Object.fromEntries(VARIANTS.map((variant) => [variant, 1000]));
  return { ...lookAt(1000, 0.1), units, moments };
}

const reversed = <Value>(record: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(record).toReversed());
const byName = (entry: { readonly metric: string; readonly variant: string }) =>
  `${entry.metric}/${entry.variant}`;

describe('a look', () => {
  test('does not depend on the order of variants', () => {
    fc.assert(
      fc.property(table, monitoring, fc.boolean(), (moments, kind, final) => {
        const data = { ...dataOf(moments), final };
        const turned = {
          ...data,
          units: reversed(data.units),
          moments: Object.fromEntries(Object.entries(moments).map(([key, value]) => [key, reversed(value)])),
        };
        const first = analyze(planOf(VARIANTS, kind), data, []);
        const second = analyze(planOf(['control', 'b', 'a'], kind), turned, []);
        const sorted = (entries: typeof first.comparisons) =>
          entries.toSorted((one, other) => byName(one).localeCompare(byName(other)));
        expect(sorted(second.comparisons)).toEqual(sorted(first.comparisons));
        expect(second.health.state).toBe(first.health.state);
        expect(new Set(second.harm.map(byName))).toEqual(new Set(first.harm.map(byName)));
      }),
    );
  });

  test('mirrors when control and treatment change places', () => {
    fc.assert(
      fc.property(arm, arm, monitoring, (one, other, kind) => {
        const plan = { ...planOf(['control', 'a'], kind), metrics: [metric('g1', 'goal')] };
        const look = (control: Moments, a: Moments) =>
          comparisonIn(analyze(plan, { ...dataOf({ g1: { control, a } }), final: true }, []), 'g1', 'a');
        const there = look(one, other);
        const back = look(other, one);
        expect(back.absoluteEffect).toBeCloseTo(-there.absoluteEffect, 12);
        expect(back.absoluteInterval.lower).toBeCloseTo(-there.absoluteInterval.upper, 12);
        expect(back.absoluteInterval.upper).toBeCloseTo(-there.absoluteInterval.lower, 12);
        expect(back.adjustedPValue).toBeCloseTo(there.adjustedPValue ?? Number.NaN, 12);
        const mirror = { better: 'worse', worse: 'better' } as const;
        const expected: Comparison['verdict'] =
          there.verdict === 'better' || there.verdict === 'worse' ? mirror[there.verdict] : there.verdict;
        expect(back.verdict).toBe(expected);
      }),
    );
  });

  test('a better treatment is never judged worse', () => {
    const order = ['worse', 'inferior', 'unproven', 'non-inferior', 'better'];
    fc.assert(
      fc.property(table, fc.double({ min: 0, max: 1, noNaN: true }), monitoring, (moments, gain, kind) => {
        const plan = planOf(VARIANTS, kind);
        const lift = (all: typeof moments.g1) => ({ ...all, a: { ...all.a, mean: all.a.mean + gain } });
        const before = analyze(plan, dataOf(moments), []);
        const after = analyze(
          plan,
          dataOf({ ...moments, g1: lift(moments.g1), safe: lift(moments.safe) }),
          [],
        );
        const rank = (entry: Comparison) => order.indexOf(entry.verdict);
        expect(rank(comparisonIn(after, 'safe', 'a'))).toBeGreaterThanOrEqual(
          rank(comparisonIn(before, 'safe', 'a')),
        );
        if (comparisonIn(before, 'g1', 'a').verdict !== 'better') return;
        expect(comparisonIn(after, 'g1', 'a').verdict).toBe('better');
      }),
    );
  });
});

describe('the p-value adjusted for looks', () => {
  const history = lookHistory(
    [0.2, 0.45, 0.7].map((informationFraction, look) => ({ look, informationFraction })),
    1,
    true,
  );
  const LEVEL = 0.0125;
  const pOf = repeatedPValues(history, [LEVEL]);

  test('is below a level that is asked for just when the bound of that level is passed', () => {
    const bound = tIsf(normalSf(history.boundAt(LEVEL)), 5000);
    const pNear = (share: number) => pOf({ statistic: bound * share, degreesOfFreedom: 5000 });
    expect(pNear(1 + 1e-9)).toBeLessThan(LEVEL);
    expect(pNear(1 - 1e-9)).toBeGreaterThan(LEVEL);
  });

  test('is the level whose bound is just reached, within 1 %', () => {
    for (const level of [1e-5, 3e-4, 0.002, 0.02, 0.07, 0.15, 0.3, 0.55]) {
      const statistic = tIsf(normalSf(history.boundAt(level)), 5000);
      const p = pOf({ statistic, degreesOfFreedom: 5000 });
      expect(Math.abs(p / level - 1)).toBeLessThan(0.01);
    }
  });

  test('falls as the statistic grows and is 1 at 0', () => {
    const values = Array.from({ length: 400 }, (_, step) =>
      pOf({ statistic: step / 10, degreesOfFreedom: 900 }),
    );
    expect(values[0]).toBe(1);
    for (const [index, p] of values.entries()) expect(p).toBeLessThanOrEqual(values[index - 1] ?? 1);
  });
});
