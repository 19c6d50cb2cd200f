import { describe, expect, it } from 'vitest';
import type { AnalysisPlan, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { CONVERSION, comparisonIn, LATENCY, lookAt, PLAN } from './examples.ts';

/** The goal counts a week late: 20,000 of 25,000 units by the end; the guardrail counts them all. */
const LATE: AnalysisPlan = {
  ...PLAN,
  metrics: [
    { ...CONVERSION, plannedUnits: 20_000 },
    { ...LATENCY, plannedUnits: 25_000 },
  ],
};

/** `entered` units in each arm, of whom `counted` have a value of the goal. */
function late(entered: number, counted: number, change: Partial<LookData> = {}): LookData {
  const data = lookAt(counted, 0.11);
  const moments = {
    ...data.moments,
    latency: {
      control: momentsFromVariance(entered, 200, 2_500),
      treatment: momentsFromVariance(entered, 200, 2_500),
    },
  };
  return { ...data, units: { control: entered, treatment: entered }, moments, ...change };
}

describe('a goal whose events come late', () => {
  it('goes by the units that count for it, and every other metric by its own', () => {
    const analysis = analyze(LATE, late(7_500, 5_000), []);
    expect(analysis).toMatchObject({
      informationFraction: 0.5,
      fractions: { conversion: 0.5, latency: 0.6 },
      units: { control: 7_500, treatment: 7_500 },
      counted: { control: 5_000, treatment: 5_000 },
    });
    const bounds = (units: number) => analyze(PLAN, lookAt(units, 0.11), []);
    const goal = comparisonIn(analysis, 'conversion').criticalValue;
    expect(goal).toBeCloseTo(comparisonIn(bounds(5_000), 'conversion').criticalValue, 9);
    const guardrail = comparisonIn(analysis, 'latency').criticalValue;
    expect(guardrail).toBeCloseTo(comparisonIn(bounds(6_000), 'latency').criticalValue, 2);
  });

  it('remembers of every earlier look what each metric had seen', () => {
    const seen = (look: EarlierLook) =>
      analyze(LATE, late(12_500, 10_000, { final: true }), [{ ...look, look: 7 }]);
    const own = seen({ look: 7, informationFraction: 0.5, fractions: { conversion: 0.5, latency: 0.9 } });
    const old = seen({ look: 7, informationFraction: 0.5 });
    expect(comparisonIn(own, 'conversion')).toEqual(comparisonIn(old, 'conversion'));
    expect(comparisonIn(own, 'latency').criticalValue).toBeGreaterThan(
      comparisonIn(old, 'latency').criticalValue,
    );
  });

  it('reaches the minimum by the units that count, not by those that entered', () => {
    expect(analyze(LATE, late(5_000, 99), [])).toMatchObject({ show: 'progress', minimumMet: false });
    expect(analyze(LATE, late(5_000, 999), [])).toMatchObject({ show: 'effects', decisionMinimumMet: false });
    expect(analyze(LATE, late(5_000, 1_000), []).decisionMinimumMet).toBe(true);
  });

  it('judges the split by all that entered', () => {
    const units = { control: 5_000, treatment: 4_000 };
    expect(analyze(LATE, late(5_000, 2_000, { units }), []).health.state).toBe('unhealthy');
  });

  it('is not missed while nothing of it can have come, and is afterwards', () => {
    const { conversion: _, ...moments } = late(5_000, 0).moments;
    expect(analyze(LATE, late(5_000, 0, { moments }), []).health.state).toBe('unhealthy');
    const awaited = analyze(LATE, late(5_000, 0, { moments, awaited: ['conversion'] }), []);
    expect(awaited).toMatchObject({ health: { state: 'healthy' }, show: 'progress', informationFraction: 0 });
  });

  it('leaves all figures of other plans as they were', () => {
    const analysis = analyze(PLAN, lookAt(5_000, 0.11), []);
    expect(analysis).not.toHaveProperty('fractions');
    expect(analysis).not.toHaveProperty('counted');
  });

  it('refuses a size that is none', () => {
    const metrics = [{ ...CONVERSION, plannedUnits: 0 }];
    const data = { ...late(500, 100), moments: { conversion: { control: momentsFromCounts(1, 0) } } };
    expect(() => analyze({ ...LATE, metrics }, data, [])).toThrow(RangeError);
  });
});
