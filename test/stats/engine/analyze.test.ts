import { describe, expect, test } from 'vitest';
import type { Health } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { CONVERSION, comparisonIn, lookAt, PLAN, withMoments } from './examples.ts';

const stateOf = (health: Health, key: string) => health.checks.find((check) => check.key === key)?.state;

describe('what a look shows', () => {
  test('effects once the minimum is met', () => {
    const analysis = analyze(PLAN, lookAt(5000, 0.12), []);
    expect(analysis).toMatchObject({ show: 'effects', minimumMet: true, decisionMinimumMet: true });
    expect(analysis.comparisons.map((entry) => entry.metric)).toEqual(['conversion', 'latency']);
    expect(analysis.informationFraction).toBe(0.5);
  });

  test.each([
    ['too few days', { ...lookAt(5000, 0.12), daysRunning: 6 }],
    ['too few units', lookAt(99, 0.5)],
    ['too few events', lookAt(200, 0.12)],
  ])('only progress with %s', (_, data) => {
    const analysis = analyze(PLAN, data, []);
    expect(analysis).toMatchObject({ show: 'progress', minimumMet: false, comparisons: [] });
  });

  test('effects but no decision below the units to decide', () => {
    expect(analyze(PLAN, lookAt(999, 0.12), [])).toMatchObject({
      show: 'effects',
      minimumMet: true,
      decisionMinimumMet: false,
    });
  });

  test('only progress when the split is off', () => {
    const data = { ...lookAt(5000, 0.12), units: { control: 5000, treatment: 4500 } };
    const analysis = analyze(PLAN, data, []);
    expect(analysis).toMatchObject({ show: 'progress', minimumMet: true, comparisons: [] });
    expect(analysis.health.state).toBe('unhealthy');
    expect(stateOf(analysis.health, 'sample-ratio')).toBe('not-met');
  });
});

describe('health', () => {
  test('is all met on sound data', () => {
    const { health } = analyze(PLAN, lookAt(5000, 0.12), []);
    expect(health.state).toBe('healthy');
    expect(health.checks.map((check) => check.state)).toEqual(['met', 'met', 'met', 'met']);
  });

  test('counts units seen in several variants', () => {
    const few = analyze(PLAN, { ...lookAt(5000, 0.1), multipleExposure: 100 }, []).health;
    const many = analyze(PLAN, { ...lookAt(5000, 0.1), multipleExposure: 102 }, []).health;
    expect([few.state, many.state]).toEqual(['healthy', 'unhealthy']);
  });

  test('cannot judge a split of a few units', () => {
    const { health } = analyze(PLAN, { ...lookAt(40, 0.1), units: { control: 40, treatment: 1 } }, []);
    expect(health.state).toBe('not-enough-traffic');
    expect(stateOf(health, 'sample-ratio')).toBe('unknown');
  });

  test('fails if a metric has no data in a variant with units', () => {
    const silent = withMoments(lookAt(5000, 0.12), 'latency', 'treatment', { n: 0, mean: 0, m2: 0 });
    expect(stateOf(analyze(PLAN, silent, []).health, 'data-arriving')).toBe('not-met');
    const nothing = { ...lookAt(5000, 0.12), moments: {} };
    expect(analyze(PLAN, nothing, [])).toMatchObject({ show: 'progress', health: { state: 'unhealthy' } });
  });

  test('fails at once when a variant without a share is seen', () => {
    const plan = { ...PLAN, allocation: { control: 1, treatment: 0 } };
    expect(stateOf(analyze(plan, lookAt(5000, 0.1), []).health, 'sample-ratio')).toBe('not-met');
  });

  test('is not a matter of degenerate effects', () => {
    const constant = momentsFromVariance(5000, 200, 0);
    const flat = withMoments(
      withMoments(lookAt(5000, 0.12), 'latency', 'control', constant),
      'latency',
      'treatment',
      constant,
    );
    const analysis = analyze(PLAN, flat, []);
    expect(analysis.health.state).toBe('healthy');
    expect(analysis.comparisons[1]).toMatchObject({
      kind: 'refused',
      reason: 'zero_variance',
      role: 'guardrail',
    });
    expect(analysis.comparisons[0]?.kind).toBe('ok');
  });
});

describe('degenerate data', () => {
  test('leave the absolute effect if the control level is 0', () => {
    const plan = { ...PLAN, minimum: { ...PLAN.minimum, eventsPerVariant: 0 } };
    const data = withMoments(lookAt(5000, 0.12), 'conversion', 'control', momentsFromCounts(5000, 0));
    const conversion = comparisonIn(analyze(plan, data, []), 'conversion');
    expect(conversion).toMatchObject({
      lift: null,
      liftInterval: null,
      absoluteEffect: 0.12,
      verdict: 'better',
    });
  });

  test('survive JSON whatever they are', () => {
    const moments = [
      { n: 1, mean: 3, m2: 0 },
      { n: 100, mean: Number.MAX_VALUE, m2: 1 },
      { n: 100, mean: 1, m2: Number.MAX_VALUE },
      { n: 100, mean: Number.NaN, m2: 1 },
      { n: 100, mean: 0, m2: Number.MIN_VALUE },
    ];
    for (const strange of moments) {
      const data = withMoments(lookAt(5000, 0.12), 'conversion', 'treatment', strange);
      const plan = { ...PLAN, minimum: { ...PLAN.minimum, eventsPerVariant: 0 } };
      const analysis = analyze(plan, { ...data, final: true }, []);
      expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
    }
  });

  test('a plan without a size is a fault', () => {
    expect(() => analyze({ ...PLAN, plannedUnits: 0 }, lookAt(100, 0.1), [])).toThrow(RangeError);
    expect(() => analyze({ ...PLAN, metrics: [CONVERSION], alpha: 0 }, lookAt(100, 0.1), [])).toThrow(
      RangeError,
    );
  });
});
