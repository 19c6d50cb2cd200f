import { describe, expect, it } from 'vitest';
import { findMetric } from '#domain/metric.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';

const { metrics: CATALOGUE } = EXAMPLE_SETTINGS;

describe('the catalogue', () => {
  it('finds a metric by its key alone', () => {
    expect(findMetric(CATALOGUE, 'crash_rate')?.name).toBe('Crash rate');
    expect(findMetric(CATALOGUE, 'Crash rate')).toBeNull();
    expect(findMetric(CATALOGUE, '')).toBeNull();
    expect(findMetric([], 'crash_rate')).toBeNull();
  });

  it('holds every key once, and sums a property only for means', () => {
    const keys = CATALOGUE.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { kind, property } of CATALOGUE) expect(property === null).toBe(kind === 'proportion');
  });
});
