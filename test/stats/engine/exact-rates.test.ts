import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { type Moments, momentsFromCounts } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { CONVERSION, comparisonIn, PLAN } from './examples.ts';

/** 95 to 5, one look at the registered end; the goal and a guardrail are the same rate. */
const CRASH = { ...CONVERSION, key: 'crash', role: 'guardrail', margin: 0.2 } as const;
const UNEVEN: AnalysisPlan = {
  ...PLAN,
  allocation: { control: 0.95, treatment: 0.05 },
  metrics: [CONVERSION, CRASH],
  plannedUnits: 80_000,
  plannedLooks: 1,
};

function lookOf(control: Moments, treatment: Moments): LookData {
  const arms = { control, treatment };
  return {
    look: 1,
    daysRunning: 14,
    final: true,
    units: { control: control.n, treatment: treatment.n },
    multipleExposure: 0,
    moments: { conversion: arms, crash: arms },
  };
}

const at = (successes: number, treated: number) =>
  analyze(UNEVEN, lookOf(momentsFromCounts(76_000, successes), momentsFromCounts(4000, treated)), []);

describe('a rate with few events in the smaller arm', () => {
  test('is tested exactly, and by Welch from 100 expected events on', () => {
    expect(comparisonIn(at(1880, 99), 'conversion').method).toBe('exact-spending');
    expect(comparisonIn(at(1880, 99), 'crash').method).toBe('non-inferiority-exact-spending');
    expect(comparisonIn(at(1900, 100), 'conversion').method).toBe('welch-spending');
    expect(comparisonIn(at(1900, 100), 'crash').method).toBe('non-inferiority-spending');
  });

  test('has the mid-p of the table, doubled', () => {
    // Twice the mid-p of 27 or fewer, by scipy 1.17.1 (hypergeom).
    const { adjustedPValue, pValue } = comparisonIn(at(760, 27), 'conversion');
    expect(adjustedPValue).toBe(pValue);
    expect(pValue).toBeCloseTo(0.0347727226406524, 8);
  });

  test('is tested exactly if hardly a unit lacks the event', () => {
    expect(comparisonIn(at(75_000, 3990), 'conversion').method).toBe('exact-spending');
  });

  test('has an interval that agrees with the test at no difference and at the margin', () => {
    for (let treated = 5; treated <= 90; treated += 1) {
      const analysis = at(760, treated);
      const goal = comparisonIn(analysis, 'conversion');
      const { lower, upper } = goal.absoluteInterval;
      expect(lower > 0 || upper < 0).toBe(goal.verdict !== 'unproven');
      expect((goal.adjustedPValue ?? 1) < 0.05).toBe(goal.verdict !== 'unproven');
      const { verdict, liftInterval } = comparisonIn(analysis, 'crash');
      expect((liftInterval?.lower ?? 0) > -0.2).toBe(verdict === 'non-inferior');
      expect((liftInterval?.upper ?? 0) < -0.2).toBe(verdict === 'inferior');
    }
  });

  test('errs no more often than promised on either side', () => {
    const random = seededRandom(7);
    const runs = 4000;
    const wrong = { better: 0, worse: 0, unproven: 0, 'non-inferior': 0, inferior: 0 };
    for (let run = 0; run < runs; run += 1) {
      const arms = [momentsFromCounts(76_000, random.binomial(76_000, 0.01))] as const;
      const control = arms[0];
      const same = lookOf(control, momentsFromCounts(4000, random.binomial(4000, 0.01)));
      const lost = lookOf(control, momentsFromCounts(4000, random.binomial(4000, 0.008)));
      wrong[comparisonIn(analyze(UNEVEN, same, []), 'conversion').verdict] += 1;
      wrong[comparisonIn(analyze(UNEVEN, lost, []), 'crash').verdict] += 1;
    }
    // Three standard errors above 2.5 %.
    for (const verdict of ['better', 'worse', 'non-inferior', 'inferior'] as const) {
      expect(wrong[verdict] / runs, verdict).toBeLessThan(0.0325);
    }
  });
});
