import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { drawExperiments, type TrueExperiment } from '#tools/system/draw-experiments.ts';
import { GOALS, GUARDRAILS, TRUTH_METRICS } from '#tools/system/truth-metrics.ts';
import { createUnitStream } from '#tools/system/unit-stream.ts';

const [first] = drawExperiments(1, 1);
const [rate] = GOALS;
if (first === undefined || rate === undefined) throw new Error('there is no experiment');
const spec: TrueExperiment = {
  ...first,
  goal: rate,
  unitsPerDay: 10_000,
  effects: { treatment: Object.fromEntries(TRUTH_METRICS.map(({ key }) => [key, 0.1])) },
  arriving: {},
};
const half = { control: 0.5, treatment: 0.5 };
/** Four standard errors of a count. */
const within = (count: number) => 4 * Math.sqrt(count);

describe('the units of a true experiment', () => {
  it('come by how the flag stands at that moment, and none while it is off', () => {
    const stream = createUnitStream(spec, 1);
    const periods = [
      { at: 0, shares: { control: 0, treatment: 0 } },
      { at: DAY, shares: { control: 0.025, treatment: 0.025 } },
      { at: 2 * DAY, shares: half },
    ];
    stream.drawUntil(DAY, periods);
    expect(stream.unitsBefore('treatment', DAY)).toBe(0);
    stream.drawUntil(3.5 * DAY, periods);
    const canary = stream.unitsBefore('treatment', 2 * DAY);
    expect(Math.abs(canary - 250)).toBeLessThan(within(250));
    const all = stream.unitsBefore('treatment', 3.5 * DAY);
    expect(Math.abs(all - canary - 7_500)).toBeLessThan(within(7_500));
    // Nothing is known of what is still to come.
    expect(stream.unitsBefore('treatment', 9 * DAY)).toBe(all);
  });

  it('lack a share of one variant if the split is broken', () => {
    const stream = createUnitStream({ ...spec, arriving: { treatment: 0.85 } }, 1);
    stream.drawUntil(4 * DAY, [{ at: 0, shares: half }]);
    expect(Math.abs(stream.unitsBefore('control', 4 * DAY) - 20_000)).toBeLessThan(within(20_000));
    expect(Math.abs(stream.unitsBefore('treatment', 4 * DAY) - 17_000)).toBeLessThan(within(17_000));
  });

  it('do the same however often and in which order they are asked', () => {
    const periods = [{ at: 0, shares: half }];
    const [once, often] = [createUnitStream(spec, 3), createUnitStream(spec, 3)];
    once.drawUntil(2 * HOUR, periods);
    once.drawUntil(4 * HOUR, periods);
    often.drawUntil(2 * HOUR, periods);
    often.sumsOf('treatment', 'revenue', 5);
    often.drawUntil(4 * HOUR, periods);
    expect(often.unitsBefore('treatment', 4 * HOUR)).toBe(once.unitsBefore('treatment', 4 * HOUR));
    expect(often.sumsOf('treatment', 'revenue', 100)).toEqual(once.sumsOf('treatment', 'revenue', 100));
  });

  it.each(TRUTH_METRICS.map((metric) => ({ ...metric })))(
    'have the level, the spread and the effect of $key',
    ({ key, spread }) => {
      const n = 200_000;
      const stream = createUnitStream(spec, 1);
      const levelOf = (variant: string) => {
        const { value, valueSquared } = stream.sumsOf(variant, key, n);
        const mean = value / n;
        return { mean, spread: (valueSquared / n - mean * mean) / mean ** 2 };
      };
      const [control, treatment] = [levelOf('control'), levelOf('treatment')];
      // With a covariate half of the variance is left.
      const whole = key === 'minutes_beside_before' ? 2 * spread : spread;
      const error = Math.sqrt((2 * whole) / n);
      expect(Math.abs(treatment.mean / control.mean - 1.1)).toBeLessThan(5 * error);
      expect(Math.abs(control.spread / whole - 1)).toBeLessThan(key === 'revenue' ? 0.4 : 0.1);
    },
  );

  it('hold every metric of the settings, and a covariate that explains half of the variance', () => {
    expect(new Set(TRUTH_METRICS.map(({ key }) => key)).size).toBe(GOALS.length + GUARDRAILS.length);
    const n = 50_000;
    const sums = createUnitStream(spec, 1).sumsOf('control', 'minutes_beside_before', n);
    const covariance = sums.product / n - (sums.value / n) * (sums.before / n);
    const variance = (square: number, sum: number) => square / n - (sum / n) ** 2;
    const correlation =
      covariance /
      Math.sqrt(variance(sums.valueSquared, sums.value) * variance(sums.beforeSquared, sums.before));
    expect(Math.abs(correlation ** 2 - 0.5)).toBeLessThan(0.02);
  });
});
