import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, Comparison, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { comparisonIn, PLAN } from './examples.ts';
import { goal } from './family-errors.ts';

const ENTERED = 9_000;
const KEYS = ['first', 'early', 'late'] as const;
/** The third goal counts late: a quarter of its units are there. */
const LATE_UNITS = 5_000;
const SEVERAL: AnalysisPlan = {
  ...PLAN,
  metrics: KEYS.map((key) => ({ ...goal(key), ...(key === 'late' ? { plannedUnits: 40_000 } : {}) })),
};

/** A look at which the goals stand at these statistics; each value is 10 with a spread of 5. */
function lookOf(statistics: readonly number[], change: Partial<LookData> = {}): LookData {
  const moments = Object.fromEntries(
    KEYS.map((key, index) => {
      const n = key === 'late' ? LATE_UNITS : ENTERED;
      const effect = (statistics[index] ?? 0) * Math.sqrt((2 * 25) / n);
      return [
        key,
        { control: momentsFromVariance(n, 10, 25), treatment: momentsFromVariance(n, 10 + effect, 25) },
      ];
    }),
  );
  const units = { control: ENTERED, treatment: ENTERED };
  return { look: 14, daysRunning: 14, final: false, units, multipleExposure: 0, moments, ...change };
}

function judged(plan: AnalysisPlan, data: LookData, earlier: readonly EarlierLook[]): readonly Comparison[] {
  return analyze(plan, data, earlier).comparisons.flatMap((one) => (one.kind === 'ok' ? [one] : []));
}

/** Holm by its definition: (m - r + 1) times the p of rank r, never below the one before. */
function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, index) => index).toSorted((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
  const adjusted = ps.map(() => 1);
  let before = 0;
  for (const [rank, index] of order.entries()) {
    before = Math.min(1, Math.max(before, (ps.length - rank) * (ps[index] ?? 1)));
    adjusted[index] = before;
  }
  return adjusted;
}

describe('goals that count at different times', () => {
  test('are ranked by what they prove over all looks, not by the plain p', () => {
    // The bound of the late goal is above 4; by the plain p it would come first, fail, and hold the others at alpha / 3.
    const analysis = analyze(SEVERAL, lookOf([2.46, 3.5, 4]), []);
    expect(comparisonIn(analysis, 'early')).toMatchObject({ verdict: 'better', alpha: 0.05 / 3 });
    expect(comparisonIn(analysis, 'first')).toMatchObject({ verdict: 'better', alpha: 0.025 });
    expect(comparisonIn(analysis, 'late')).toMatchObject({ verdict: 'unproven', alpha: 0.05 });
    expect(comparisonIn(analysis, 'late').criticalValue).toBeGreaterThan(4.2);
  });

  test('have p, interval, level and verdict in agreement, and Holm over the p of each goal alone', () => {
    const random = seededRandom(34);
    const earlier = [
      { look: 5, informationFraction: 0.3, fractions: { first: 0.3, early: 0.3, late: 0.1 } },
      { look: 9, informationFraction: 0.6, fractions: { first: 0.6, early: 0.6, late: 0.15 } },
    ];
    const seen = new Set<string>();
    for (let run = 0; run < 150; run += 1) {
      const data = lookOf(
        KEYS.map(() => 4 * random.normal()),
        { final: run % 3 === 0 },
      );
      const entries = judged(SEVERAL, data, run % 2 === 0 ? earlier : []);
      const alone = KEYS.map((key) => {
        const metrics = SEVERAL.metrics.filter((metric) => metric.key === key);
        const [one] = judged({ ...SEVERAL, metrics }, data, run % 2 === 0 ? earlier : []);
        return one?.adjustedPValue ?? 1;
      });
      const right = holm(alone);
      for (const [index, entry] of entries.entries()) {
        const { adjustedPValue: p, verdict, liftInterval, absoluteInterval, alpha } = entry;
        const proven = verdict !== 'unproven';
        seen.add(`${entry.metric} ${verdict}`);
        expect((p ?? 1) < 0.05).toBe(proven);
        expect(absoluteInterval.lower > 0 || absoluteInterval.upper < 0).toBe(proven);
        expect((liftInterval?.lower ?? 0) > 0 || (liftInterval?.upper ?? 0) < 0).toBe(proven);
        expect([0.05 / 3, 0.025, 0.05].some((level) => Math.abs(level - alpha) < 1e-12)).toBe(true);
        // p-values between the bounds are interpolated, to 1 %.
        const wanted = right[index] ?? 1;
        expect(Math.abs((p ?? 1) - wanted)).toBeLessThan(0.02 * wanted + 1e-12);
        if (Math.abs(wanted / 0.05 - 1) > 0.02) expect(wanted < 0.05).toBe(proven);
      }
    }
    expect(seen.size).toBe(9);
  });
});

describe('the minimum', () => {
  const rare = (events: number): LookData => {
    const data = lookOf([4, 0.2, 0]);
    const early = {
      control: momentsFromCounts(ENTERED, events),
      treatment: momentsFromCounts(ENTERED, events),
    };
    return { ...data, moments: { ...data.moments, early } };
  };

  test('of the look is that of the first goal; another goal with too few events is not judged', () => {
    const analysis = analyze(SEVERAL, rare(24), []);
    expect(analysis).toMatchObject({ show: 'effects', decisionMinimumMet: true });
    const found = analysis.comparisons.find(({ metric }) => metric === 'early');
    expect(found).toMatchObject({ kind: 'refused', expectedEvents: 24 });
    // It keeps its place in the family.
    expect(comparisonIn(analysis, 'first')).toMatchObject({ verdict: 'better', alpha: 0.05 / 3 });
    expect(comparisonIn(analyze(SEVERAL, rare(25), []), 'early').verdict).toBe('unproven');
  });
});
