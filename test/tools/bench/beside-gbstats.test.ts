import { describe, expect, it } from 'vitest';
import { besideGbstats, differencesOf } from '#tools/bench/beside-gbstats.ts';
import { findGbstats } from '#tools/bench/run-gbstats.ts';

const python = findGbstats();

describe('the same look beside gbstats', () => {
  it.skipIf(python === null)(
    'gives the same effects, standard errors and intervals',
    () => {
      const { compared, differences } = besideGbstats(python ?? '', 1);
      expect(differences).toEqual([]);
      // 10 metrics × 3 treatments: at one look, by the confidence sequence, and with a covariate.
      expect(compared).toBe(90);
    },
    60_000,
  );

  it('tells every figure in which two lists differ', () => {
    const own = {
      kind: 'ok',
      metric: 'revenue',
      role: 'goal',
      variant: 'v1',
      method: 'welch-spending',
      alpha: 0.05,
      alternative: 'two-sided',
      controlUnits: 10,
      treatmentUnits: 10,
      controlMean: 1,
      treatmentMean: 2,
      absoluteEffect: 1,
      standardError: 0.5,
      statistic: 2,
      criticalValue: 1.96,
      absoluteInterval: { lower: 0.02, upper: 1.98 },
      lift: 1,
      liftInterval: null,
      pValue: 0.046,
      adjustedPValue: 0.046,
      verdict: 'better',
    } as const;
    const other = { metric: 'revenue', treatment: 1, effect: 1, standardError: 0.5, p: 0.046 };
    const same = { ...other, lower: 0.02, upper: 1.98 };
    expect(differencesOf('fixed', [own], [same], 1e-6)).toEqual([]);
    expect(differencesOf('fixed', [own], [{ ...same, upper: 1.9801 }], 1e-6)).toEqual([
      'fixed: upper end of revenue in v1 is 1.98, by gbstats 1.9801',
    ]);
    expect(differencesOf('fixed', [own], [{ ...same, effect: Number.NaN }], 1e-6)).toHaveLength(1);
    expect(() => differencesOf('fixed', [own], [], 1e-6)).toThrow('another number of results');
  });
});
