import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookDays, sizePlan } from '#domain/design/sizing.ts';
import type { SizingInput } from '#domain/design/sizing-input.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { Sizing } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { GATE_BASELINE } from '#test/support/example-plans.ts';

const { metrics: CATALOGUE } = EXAMPLE_SETTINGS;

function metric(key: string): Metric {
  const found = findMetric(CATALOGUE, key);
  if (found === null) throw new Error(`no metric ${key}`);
  return found;
}

const RETENTION: SizingInput = {
  goal: metric('retention_7d'),
  baseline: GATE_BASELINE,
  smallestLift: 0.05,
  trafficShare: 1,
  split: [0.5, 0.5],
  cadence: 'weekly',
  alpha: 0.05,
  power: 0.8,
};
const REVENUE: SizingInput = {
  ...RETENTION,
  goal: metric('revenue_per_user'),
  baseline: { mean: 2.4, variance: 36, units: 100_000, unitsPerDay: 8_000 },
};

function sized(input: SizingInput): Sizing {
  const result = sizePlan(input);
  if (result.kind === 'refused') throw new Error(result.problem.reason);
  return result.value;
}

function reason(input: SizingInput): string {
  const result = sizePlan(input);
  return result.kind === 'refused' ? result.problem.reason : 'sized';
}

/** The price of the looks, straight from the statistics. */
function price(days: number, cadence: 'daily' | 'weekly', alpha = 0.05): number {
  const t = lookDays(days, cadence).map((day) => day / days);
  const inflation = sequentialInflation({ alpha, power: 0.8, sided: 2, spending: 'obf', t });
  return inflation.kind === 'ok' ? inflation.maximum : Number.NaN;
}

describe('lookDays', () => {
  it('looks at the end of every week, or daily from the end of the first', () => {
    expect(lookDays(28, 'weekly')).toEqual([7, 14, 21, 28]);
    expect(lookDays(14, 'daily')).toEqual([7, 8, 9, 10, 11, 12, 13, 14]);
    expect(lookDays(7, 'daily')).toEqual([7]);
  });

  it('waits at every look until the units of the same weeks count', () => {
    expect(lookDays(22, 'weekly', 8)).toEqual([15, 22]);
    expect(lookDays(16, 'daily', 2)).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
    expect(lookDays(15, 'weekly', 8)).toEqual([15]);
  });
});

describe('sizePlan', () => {
  it('is the fixed size of two proportions times the price of the looks', () => {
    const controlRate = GATE_BASELINE.mean;
    const rates = { controlRate, treatmentRate: controlRate * 1.05, alpha: 0.05, power: 0.8 };
    const fixed = sampleSizeForProportions(rates);
    if (fixed.kind === 'refused') throw new Error(fixed.reason);
    const sizing = sized(RETENTION);
    expect(sizing).toMatchObject({ days: 22, waitDays: 8, plannedUnits: 90_189 });
    expect(sizing.unitsPerVariant).toBe(Math.ceil(fixed.controlUnits * price(14, 'weekly')));
    expect(sizing.inflation).toBeCloseTo(price(14, 'weekly'), 12);
  });

  it('is the fixed size of two means of which the larger spreads more, with the power that was asked for', () => {
    // Amounts that rise by 5 % have a standard deviation that is 5 % larger.
    const standardizedEffect = (2.4 * 0.05) / Math.sqrt((36 + 36 * 1.05 ** 2) / 2);
    const fixed = sampleSizeForMeans({ standardizedEffect, alpha: 0.05, power: 0.8 });
    if (fixed.kind === 'refused') throw new Error(fixed.reason);
    const sizing = sized(REVENUE);
    expect(sizing.unitsPerVariant).toBe(Math.ceil(fixed.controlUnits * price(sizing.days, 'weekly')));
    const n = sizing.unitsPerVariant;
    const power = powerForMeans({ standardizedEffect, controlUnits: n, treatmentUnits: n, alpha: 0.05 });
    expect(power.kind === 'ok' && power.power).toBeGreaterThanOrEqual(0.8);
  });

  it('pays for every daily look, and no more than 5 %', () => {
    const weekly = sized(RETENTION);
    const daily = sized({ ...RETENTION, cadence: 'daily' });
    expect(daily.plannedLooks).toBe(8);
    expect(daily.unitsPerVariant).toBeGreaterThan(weekly.unitsPerVariant);
    expect(daily.inflation).toBeCloseTo(price(14, 'daily'), 12);
    expect(daily.inflation).toBeLessThan(1.05);
  });

  it('shares alpha over the treatments', () => {
    const three = sized({ ...RETENTION, split: [1 / 3, 1 / 3, 1 / 3] });
    const controlRate = GATE_BASELINE.mean;
    const fixed = sampleSizeForProportions({
      controlRate,
      treatmentRate: controlRate * 1.05,
      alpha: 0.025,
      power: 0.8,
    });
    if (fixed.kind === 'refused') throw new Error(fixed.reason);
    expect(three.unitsPerVariant).toBe(
      Math.ceil(fixed.controlUnits * price(three.days - (three.waitDays ?? 0), 'weekly', 0.025)),
    );
  });

  it.each([[[0.8, 0.2]], [[0.9, 0.1]], [[0.95, 0.05]], [[0.1, 0.9]]])(
    'gives an unequal split of %s just the power that was asked for',
    (split) => {
      const baseline = { ...GATE_BASELINE, unitsPerDay: 40_000 };
      const uneven = sized({ ...RETENTION, baseline, split });
      const [control = 0, treatment = 0] = split;
      const smallest = Math.min(control, treatment);
      const powerAt = (unitsPerVariant: number) => {
        const all = unitsPerVariant / smallest / uneven.inflation;
        const power = powerForProportions({
          controlRate: baseline.mean,
          treatmentRate: baseline.mean * 1.05,
          ...{ controlUnits: all * control, treatmentUnits: all * treatment, alpha: 0.05 },
        });
        return power.kind === 'ok' ? power.power : 0;
      };
      expect(powerAt(uneven.unitsPerVariant)).toBeCloseTo(0.8, 3);
      expect(uneven.plannedUnits * smallest).toBeGreaterThanOrEqual(uneven.unitsPerVariant);
      // As if every variant were the smallest, it would take nearly twice as many units.
      expect(uneven.unitsPerVariant).toBeLessThan(0.85 * sized({ ...RETENTION, baseline }).unitsPerVariant);
    },
  );

  it('asks for 1,000 units in the smallest variant of an unequal split', () => {
    const small = sized({ ...RETENTION, smallestLift: 2, split: [0.95, 0.05] });
    expect(small.unitsPerVariant).toBe(1_000);
    expect(small.plannedUnits).toBeGreaterThanOrEqual(20_000);
  });

  it('refuses a fall by all of the level or more, of a rate or of a mean', () => {
    const falling = (input: SizingInput, smallestLift: number) =>
      reason({ ...input, smallestLift, goal: { ...input.goal, desiredDirection: 'decrease' } });
    expect([falling(REVENUE, 1.2), falling(REVENUE, 1), falling(RETENTION, 1.2)]).toEqual([
      ...['invalid_input', 'invalid_input', 'invalid_input'],
    ]);
    expect(falling(REVENUE, 0.5)).toBe('sized');
  });

  it('sizes a metric that should fall by its fall', () => {
    const crashes = { mean: 0.03, variance: 0.0291, units: 100_000, unitsPerDay: 20_000 };
    const down = sized({ ...RETENTION, goal: metric('crash_rate'), baseline: crashes, smallestLift: 0.2 });
    const fixed = sampleSizeForProportions({
      controlRate: 0.03,
      treatmentRate: 0.024,
      alpha: 0.05,
      power: 0.8,
    });
    expect(fixed.kind === 'ok' && down.unitsPerVariant).toBeGreaterThanOrEqual(
      fixed.kind === 'ok' ? fixed.controlUnits : 0,
    );
  });

  it('asks for 1,000 units per variant however large the lift is', () => {
    expect(sized({ ...RETENTION, smallestLift: 2 }).unitsPerVariant).toBe(1_000);
  });

  it('gives a goal whose events come late as many units, and the days that they take to count on top', () => {
    const { delayDays: _, isRetention: __, ...atOnce } = metric('retention_7d');
    const { days, ...rest } = sized({ ...RETENTION, goal: atOnce });
    expect(sized(RETENTION)).toEqual({ ...rest, days: days + 8, waitDays: 8 });
    expect(sized({ ...RETENTION, goal: metric('retention_1d') })).toEqual({
      ...rest,
      days: days + 2,
      waitDays: 2,
    });
  });

  it('is never shorter than the horizon of its baseline, and has the units of all its days', () => {
    const baseline = { ...GATE_BASELINE, unitsPerDay: 20_000 };
    expect(sized({ ...RETENTION, baseline })).toMatchObject({ days: 15, plannedUnits: 140_000 });
    const longer = sized({ ...RETENTION, baseline: { ...baseline, horizonDays: 14 } });
    expect(longer).toMatchObject({ days: 22, plannedUnits: 280_000, plannedLooks: 2 });
  });

  it('is smaller by what a covariate explains, also for a proportion', () => {
    const goal = { ...RETENTION.goal, covariateDays: 14 };
    const { mean, variance } = GATE_BASELINE;
    const plain = sized({ ...RETENTION, goal });
    const explained = sized({ ...RETENTION, goal, baseline: { ...GATE_BASELINE, variance: variance / 2 } });
    expect(explained.method).toBe('two means, noncentral t');
    expect(explained.unitsPerVariant / plain.unitsPerVariant).toBeCloseTo(0.5, 2);
    expect(variance).toBe(mean * (1 - mean));
  });

  it('says honestly when it takes too long', () => {
    const sizing = sized({ ...RETENTION, trafficShare: 0.05 });
    expect(sizing.days).toBeGreaterThan(28);
    expect((sizing.days - 8) % 7).toBe(0);
  });

  it('refuses by reason what cannot be sized', () => {
    const { baseline } = RETENTION;
    expect(reason({ ...RETENTION, baseline: { ...baseline, mean: 0, variance: 0 } })).toBe('zero_baseline');
    expect(reason({ ...RETENTION, baseline: { ...baseline, unitsPerDay: 0 } })).toBe('unreachable');
    expect(reason({ ...RETENTION, trafficShare: 0 })).toBe('unreachable');
    expect(reason({ ...RETENTION, smallestLift: 0 })).toBe('zero_effect');
    expect(reason({ ...RETENTION, goal: metric('crash_rate'), smallestLift: 3 })).toBe('invalid_input');
    const high = { ...baseline, mean: 0.8, variance: 0.16 };
    expect(reason({ ...RETENTION, baseline: high, smallestLift: 0.5 })).toBe('invalid_input');
    expect(reason({ ...RETENTION, baseline: high, smallestLift: 0.2 })).toBe('sized');
  });

  it('always plans whole weeks that bring every arm its units, whatever is asked', () => {
    const anyInput = fc.record({
      mean: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      smallestLift: fc.double({ min: 0.005, max: 5, noNaN: true }),
      unitsPerDay: fc.double({ min: 1, max: 1e6, noNaN: true }),
      trafficShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
      cadence: fc.constantFrom('daily' as const, 'weekly' as const),
      split: fc.constantFrom([0.5, 0.5], [0.9, 0.1], [0.34, 0.33, 0.33], [0.2, 0.2, 0.2, 0.2, 0.2]),
    });
    fc.assert(
      fc.property(anyInput, ({ mean, unitsPerDay, ...rest }) => {
        const baseline = { mean, variance: mean * (1 - mean), units: 1_000, unitsPerDay };
        const result = sizePlan({ ...RETENTION, ...rest, baseline });
        if (result.kind === 'refused') return;
        const { days: all, unitsPerVariant, plannedUnits, plannedLooks, inflation } = result.value;
        const days = all - 8;
        expect(days % 7).toBe(0);
        expect(days).toBeGreaterThanOrEqual(7);
        expect(unitsPerVariant).toBeGreaterThanOrEqual(1_000);
        expect(plannedUnits * Math.min(...rest.split)).toBeGreaterThanOrEqual(unitsPerVariant - 1);
        expect(plannedLooks).toBe(lookDays(Math.min(days, 28), rest.cadence).length);
        expect(inflation).toBeGreaterThan(0.999_999);
        expect(inflation).toBeLessThan(1.06);
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});
