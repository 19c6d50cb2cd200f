import { describe, expect, test } from 'vitest';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { confidenceSequence } from '#stats/sequential/confidence-sequence.ts';
import { CONVERSION, lookAt, PLAN, withMoments } from './examples.ts';

const UNITS = 5000;

/** The always-valid p of "latency is at most 5 % above control", from the linear form written out: m_T - 1.05 m_C. */
function latencyP(latency: number): number {
  const answer = confidenceSequence({
    estimate: latency - 1.05 * 200,
    standardError: Math.sqrt((2500 * (1 + 1.05 ** 2)) / UNITS),
    n: 2 * UNITS,
    tunedUnits: PLAN.plannedUnits,
    alpha: PLAN.alpha / 2,
    alternative: 'greater',
  });
  if (answer.kind === 'refused') throw new Error(answer.detail);
  return answer.pValue;
}

describe('proven harm', () => {
  const latencies = Array.from({ length: 200 }, (_, step) => 210 + step / 20);

  test('is told from alpha / 2 on, and with its p-value', () => {
    const ps = latencies.map(latencyP);
    const between = ps.filter((p) => p > PLAN.alpha / 2 && p < PLAN.alpha);
    expect(between.length).toBeGreaterThan(2);
    for (const [index, latency] of latencies.entries()) {
      const p = ps[index] ?? Number.NaN;
      const { harm } = analyze(PLAN, lookAt(UNITS, 0.1, latency), []);
      expect(harm.map(({ metric }) => metric)).toEqual(p <= PLAN.alpha / 2 ? ['latency'] : []);
      for (const { pValue } of harm) expect(pValue).toBeCloseTo(p, 12);
    }
  });

  test('of a goal is a loss of 20 %, in its own direction', () => {
    const goal = { ...CONVERSION, kind: 'mean' } as const;
    const harmAt = (mean: number, desiredDirection: 'increase' | 'decrease') => {
      const plan = { ...PLAN, metrics: [{ ...goal, desiredDirection }] };
      const control = withMoments(
        lookAt(UNITS, 0.1),
        'conversion',
        'control',
        momentsFromVariance(UNITS, 10, 1e-6),
      );
      const data = withMoments(control, 'conversion', 'treatment', momentsFromVariance(UNITS, mean, 1e-6));
      return analyze(plan, data, []).harm.length;
    };
    expect([8.01, 7.99, 11.99, 12.01].map((mean) => harmAt(mean, 'increase'))).toEqual([0, 1, 0, 0]);
    expect([8.01, 7.99, 11.99, 12.01].map((mean) => harmAt(mean, 'decrease'))).toEqual([0, 0, 0, 1]);
  });

  test('needs 100 units in each arm, entered and counted', () => {
    const harmOf = (units: number, counted: number) => {
      const data = { ...lookAt(units, 0.1), units: { control: 5000, treatment: units } };
      const control = withMoments(data, 'latency', 'control', momentsFromVariance(5000, 200, 2500));
      return analyze(
        { ...PLAN, allocation: { control: 50, treatment: 1 } },
        withMoments(control, 'latency', 'treatment', momentsFromVariance(counted, 400, 2500)),
        [],
      ).harm.length;
    };
    expect([harmOf(100, 100), harmOf(99, 100), harmOf(100, 99)]).toEqual([1, 0, 0]);
  });

  test('of a secondary metric stops nothing', () => {
    const plan = {
      ...PLAN,
      metrics: PLAN.metrics.map((metric) => ({ ...metric, role: 'secondary' as const })),
    };
    expect(analyze(plan, lookAt(UNITS, 0.02, 300), []).harm).toEqual([]);
  });
});
