import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import { baselineOf } from '#features/design-plan/read-baselines.ts';
import type { BaselineFigures } from '#ports/look-figures.ts';

const REVENUE: Metric = {
  key: 'revenue',
  name: 'Revenue',
  description: '',
  kind: 'mean',
  desiredDirection: 'increase',
  event: 'order_completed',
  property: 'revenue',
  windowDays: 7,
};

/** Nine days, of which the last two are those in which units mature. */
const FIGURES: BaselineFigures = {
  units: 490,
  firstSeen: [100, 90, 80, 70, 50, 40, 30, 20, 10],
  moments: { revenue: { n: 460, mean: 2, variance: 9 } },
  unusable: { revenue: 0 },
};

describe('baselineOf', () => {
  it('has the new units of the horizon alone, because later ones do not count yet', () => {
    expect(baselineOf(REVENUE, FIGURES, 7)).toEqual({
      mean: 2,
      variance: 9,
      units: 460,
      unitsPerDay: 460 / 7,
      horizonDays: 7,
      firstSeen: [100, 90, 80, 70, 50, 40, 30],
    });
  });

  it('says how many values are no number', () => {
    expect(baselineOf(REVENUE, { ...FIGURES, unusable: { revenue: 3 } }, 7)).toMatchObject({ unusable: 3 });
  });

  it('has no level of a metric without units, or that was not asked for', () => {
    const none = { mean: 0, variance: 0, units: 0 };
    const empty = { ...FIGURES, moments: { revenue: { n: 0, mean: null, variance: null } } };
    expect(baselineOf(REVENUE, empty, 7)).toMatchObject(none);
    expect(baselineOf({ ...REVENUE, key: 'other' }, FIGURES, 7)).toMatchObject(none);
  });

  it('has the level and spread of a ratio as the analysis will see them', () => {
    const ratio: Metric = {
      ...REVENUE,
      kind: 'ratio',
      denominator: { event: 'order_completed', property: null },
    };
    const denominator = { mean: 0.5, variance: 0.25, covariance: 1 };
    const figures = { ...FIGURES, moments: { revenue: { n: 460, mean: 2, variance: 9, denominator } } };
    const { mean, variance } = baselineOf(ratio, figures, 7);
    expect(mean).toBeCloseTo(4, 12);
    // (9 - 2 · 4 · 1 + 16 · 0.25) / 0.25
    expect(variance).toBeCloseTo(20, 10);
  });
});
