import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import { engineMoments, eventMoments, isTooSparse } from '#features/engine-moments.ts';
import { type ArmFigures, QUANTILE_REACH } from '#ports/look-figures.ts';
import { normalIsf } from '#stats/distributions.ts';
import { expectedEvents } from '#stats/engine/expected-events.ts';

const SLOW: Metric = {
  ...{ key: 'slow', name: 'Slow pages', description: '', kind: 'quantile', desiredDirection: 'decrease' },
  ...{ event: 'page_loaded', property: 'seconds', windowDays: 7, quantile: 0.9 },
};

function arm(n: number, quantile: number | null, lower: number | null, upper: number | null): ArmFigures {
  return { n, mean: quantile, variance: null, bounds: { lower, upper } };
}

describe('a quantile for the engine', () => {
  it('has the bounds of the 95 % that its error is read off', () => {
    expect(QUANTILE_REACH).toBeCloseTo(normalIsf(0.025), 14);
  });

  it('has its level, and a standard error that is the distance of the bounds over 2 · 1.96', () => {
    const { control } = engineMoments(SLOW, { control: arm(1_000, 3, 2.9, 3.15) });
    expect(control).toMatchObject({ n: 1_000, mean: 3 });
    const error = Math.sqrt((control?.m2 ?? 0) / 999 / 1_000);
    expect(error).toBeCloseTo(0.25 / 3.919928, 6);
  });

  it.each([
    ['no unit', arm(0, null, null, null)],
    ['too few units for its bounds', arm(30, 3, 2.9, 3.15)],
    ['the same value on both sides', arm(1_000, 3, 3, 3)],
  ])('says nothing of an arm with %s', (_what, figures) => {
    expect(engineMoments(SLOW, { treatment: figures })).toEqual({});
  });

  it.each([
    ['too few units', arm(30, 3, 2.9, 3.15), true],
    ['equal values', arm(5_000, 3, 3, 3), true],
    ['a level', arm(5_000, 3, 2.9, 3.1), false],
    ['no unit at all beside many', arm(0, null, null, null), false],
  ])('is awaited, and no fault of the data, with %s in one arm: %j → %s', (_what, figures, sparse) => {
    expect(isTooSparse(SLOW, { control: arm(5_000, 3, 2.9, 3.1), treatment: figures })).toBe(sparse);
  });

  it('counts 200 units on its rarer side as the 25 events that a guardrail needs', () => {
    const events = (quantile: number, n: number) =>
      expectedEvents(
        Object.values(
          eventMoments(
            { ...SLOW, quantile },
            { control: arm(90_000, 3, 2, 4), treatment: arm(n, 3, 2, 4) },
          ) ?? {},
        ),
      );
    expect(events(0.9, 2_000)).toBeCloseTo(25, 9);
    expect(events(0.1, 2_000)).toBeCloseTo(25, 9);
    expect(events(0.5, 400)).toBeCloseTo(25, 9);
    expect(events(0.99, 19_999)).toBeLessThan(25);
  });
});
