import { describe, expect, test } from 'vitest';
import type { Health } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { lookAt, PLAN } from './examples.ts';

const checkOf = (health: Health, key: string) => health.checks.find((check) => check.key === key);

describe('the split', () => {
  test('is judged from 100 units and 5 expected in the smallest variant', () => {
    const traffic = (share: number, units: number) => {
      const plan = { ...PLAN, allocation: { control: 1 - share, treatment: share } };
      const data = { ...lookAt(1000, 0.1), units: { control: units - 5, treatment: 5 } };
      return checkOf(analyze(plan, data, []).health, 'traffic')?.state;
    };
    expect([traffic(0.0625, 100), traffic(0.0625, 99)]).toEqual(['met', 'not-met']);
    expect([traffic(0.05, 100), traffic(0.045, 100)]).toEqual(['met', 'not-met']);
  });

  test('fails below the registered alpha, and not before', () => {
    const ps: number[] = [];
    for (let units = 4600; units < 4760; units += 2) {
      const data = { ...lookAt(5000, 0.1), units: { control: 5000, treatment: units } };
      const { health } = analyze(PLAN, data, []);
      const p = checkOf(health, 'sample-ratio')?.figures['pValue'] ?? Number.NaN;
      ps.push(p);
      expect(checkOf(health, 'sample-ratio')?.state).toBe(p < PLAN.srmAlpha ? 'not-met' : 'met');
      expect(health.state).toBe(p < PLAN.srmAlpha ? 'unhealthy' : 'healthy');
    }
    expect(ps.some((p) => p > PLAN.srmAlpha && p < 1.3 * PLAN.srmAlpha)).toBe(true);
    expect(ps.some((p) => p < PLAN.srmAlpha && p > 0.7 * PLAN.srmAlpha)).toBe(true);
  });
});

test('1 % of the units in several variants are allowed, more are not', () => {
  const stateWith = (multipleExposure: number) =>
    analyze(PLAN, { ...lookAt(4950, 0.1), multipleExposure }, []).health.state;
  expect([stateWith(100), stateWith(101)]).toEqual(['healthy', 'unhealthy']);
});

test('a metric that is awaited may have no data yet', () => {
  const { latency: _, ...moments } = lookAt(5000, 0.1).moments;
  const data = { ...lookAt(5000, 0.1), moments };
  expect(analyze(PLAN, data, []).health.state).toBe('unhealthy');
  expect(analyze(PLAN, { ...data, awaited: ['latency'] }, []).health.state).toBe('healthy');
});
