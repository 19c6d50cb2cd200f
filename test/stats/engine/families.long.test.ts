import { describe, expect, test } from 'vitest';
import { EFFECTS, errorCeiling, errorRate, FAMILY } from './family-errors.ts';

const RUNS = 3000;

describe('Holm on the bounds of each look, over many experiments', () => {
  test.each(EFFECTS)('keeps the family-wise error, and uses it: %s', (_, effects) => {
    const rate = errorRate(FAMILY, effects, { seed: 7, runs: RUNS });
    expect(rate).toBeLessThan(errorCeiling(RUNS));
    expect(rate).toBeGreaterThan(0.015);
  });

  test('keeps it under the confidence sequence too', () => {
    const plan = { ...FAMILY, monitoring: 'sequence' } as const;
    expect(errorRate(plan, { 'first/a': 0.4 }, { seed: 8, runs: RUNS })).toBeLessThan(0.03);
  });
});
