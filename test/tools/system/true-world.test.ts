import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { LookRequest } from '#ports/look-request.ts';
import { emptyState } from '#sandbox/stand-ins/posthog/state.ts';
import { DAY } from '#shared/clock.ts';
import { drawExperiments, type TrueExperiment } from '#tools/system/draw-experiments.ts';
import { createTrueWorld } from '#tools/system/true-world.ts';

const [first] = drawExperiments(1, 1);
if (first === undefined) throw new Error('there is no experiment');
const spec: TrueExperiment = { ...first, unitsPerDay: 4_000, effects: {}, arriving: {} };

function metric(key: string, fields: Partial<Metric> = {}): Metric {
  return {
    ...{ key, name: key, description: key, kind: 'mean', desiredDirection: 'increase' },
    ...{ event: key, property: null, windowDays: 14, ...fields },
  };
}

const RETENTION = metric('retention', { delayDays: 1, windowDays: 2, isRetention: true });

function request(fields: Partial<LookRequest>): LookRequest {
  return {
    flagKey: 'flag',
    variants: ['control', 'treatment'],
    exposure: { event: '$feature_flag_called' },
    window: { from: 0, until: 4 * DAY },
    metrics: [metric('order_rate')],
    testAccounts: { platformFilter: true, rules: [] },
    daily: false,
    dimensions: [],
    ...fields,
  } as LookRequest;
}

function world(start: readonly { readonly at: number; readonly share: number }[] = [{ at: 0, share: 0.5 }]) {
  const periods = start.map(({ at, share }) => ({ at, shares: { control: share, treatment: share } }));
  const state = { ...emptyState(), flags: [{ key: 'flag', periods }] } as never;
  const truth = createTrueWorld(1);
  truth.begin(spec);
  return { look: (fields: Partial<LookRequest>) => truth.look(request(fields), state, 4 * DAY), truth };
}

describe('the true world at the wire', () => {
  it('counts the units of the window, each once, and sums what they did', () => {
    const { look } = world();
    const whole = look({});
    const halves = [
      { from: 0, until: 1.5 * DAY },
      { from: 1.5 * DAY, until: 4 * DAY },
    ].map((window) => look({ window }));
    const sum = (of: (one: ReturnType<typeof look>) => number) =>
      halves.reduce((all, one) => all + of(one), 0);
    expect(sum(({ units }) => units['treatment'] ?? 0)).toBe(whole.units['treatment']);
    const events = ({ moments }: ReturnType<typeof look>) => {
      const { n = 0, mean = null } = moments['order_rate']?.['control'] ?? {};
      return n * (mean ?? 0);
    };
    expect(sum(events)).toBeCloseTo(events(whole), 6);
    // A proportion's variance is n / (n - 1) × p (1 - p).
    const { n = 0, mean = 0, variance = 0 } = whole.moments['order_rate']?.['control'] ?? {};
    expect(variance).toBeCloseTo(((n / (n - 1)) * (mean ?? 0) * (1 - (mean ?? 0))) as number, 9);
  });

  it('answers the future with what has come by now', () => {
    const { look } = world();
    expect(look({ window: { from: 0, until: 40 * DAY } }).units).toEqual(look({}).units);
  });

  it('counts a unit for retention two days after it came, in the days as in the whole', () => {
    const { look } = world();
    const { units, moments, daily } = look({ metrics: [RETENTION], daily: true, dailyMetric: 'retention' });
    const early = look({ metrics: [RETENTION], window: { from: 0, until: 2 * DAY } }).units;
    expect(moments['retention']?.['control']?.n).toBe(early['control']);
    expect(daily.map(({ date }) => date)).toEqual(['1970-01-01', '1970-01-02', '1970-01-03', '1970-01-04']);
    expect(daily.reduce((sum, day) => sum + (day.units['control'] ?? 0), 0)).toBe(units['control']);
    expect(daily.map(({ figures }) => figures?.['control']?.n)).toEqual([
      daily[0]?.units['control'],
      daily[1]?.units['control'],
      0,
      0,
    ]);
  });

  it('counts how many events of a metric came, for a canary, and none before the exposure', () => {
    const { look } = world();
    const asked = metric('revenue.events', { event: 'paid', covariateDays: 1 });
    const { moments } = look({ metrics: [asked, metric('revenue')] });
    const { mean = 0, covariate } = moments['revenue.events']?.['control'] ?? {};
    expect(Math.abs((mean ?? 0) - 0.1)).toBeLessThan(0.02);
    expect(covariate?.mean).toBe(0);
    expect(() => look({ metrics: [metric('unknown')] })).toThrow('the truth has no event unknown');
  });

  it('has a past of other units for a baseline, as many a day', () => {
    const { truth, look } = world();
    const metrics = [metric('order_rate'), RETENTION];
    const past = truth.baseline({
      surface: [],
      days: 14,
      until: 0,
      metrics,
      testAccounts: { platformFilter: true, rules: [] },
    });
    expect(past.units).toBe(14 * 4_000);
    expect(past.firstSeen).toHaveLength(14);
    expect(past.moments['retention']?.n).toBe(12 * 4_000);
    expect(past.moments['order_rate']?.mean).not.toBe(look({}).moments['order_rate']?.['control']?.mean);
  });
});
