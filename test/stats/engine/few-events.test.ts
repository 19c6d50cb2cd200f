import { describe, expect, it, test } from 'vitest';
import type { AnalysisPlan, LookData, MetricKind, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { expectedEvents } from '#stats/engine/expected-events.ts';
import { type Moments, mergeMoments, momentsFromCounts, NO_UNITS } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { CONVERSION, PLAN } from './examples.ts';

const metric = (key: string, role: MetricSpec['role'], kind: MetricKind): MetricSpec => ({
  ...CONVERSION,
  key,
  role,
  kind,
  margin: role === 'guardrail' ? 0.05 : null,
});

/** Nine to one, a week of 2,500 units a day. */
const SMALL_ARM: AnalysisPlan = {
  ...PLAN,
  allocation: { control: 0.9, treatment: 0.1 },
  plannedUnits: 17_500,
  plannedLooks: 1,
};

function look(plan: AnalysisPlan, moments: LookData['moments'], day: number): LookData {
  const [first = {}] = Object.values(moments);
  const units = Object.fromEntries(Object.entries(first).map(([variant, { n }]) => [variant, n]));
  return {
    look: 1,
    daysRunning: day,
    final: day === plan.plannedLooks * 7,
    units,
    multipleExposure: 0,
    moments,
  };
}

/** Revenue of `n` units: one in a hundred buys for a lognormal amount. */
function revenue(random: RandomSource, n: number): Moments {
  let arm = momentsFromCounts(n - random.binomial(n, 0.01), 0);
  for (let buyer = arm.n; buyer < n; buyer += 1) {
    arm = mergeMoments(arm, { n: 1, mean: Math.exp(random.normal() - 0.5), m2: 0 });
  }
  return arm;
}

describe('harm', () => {
  test('is not proven by 0 of 250 against 22 of 2,250', () => {
    const plan = { ...SMALL_ARM, metrics: [metric('checkout', 'guardrail', 'proportion')] };
    const checkout = { control: momentsFromCounts(2250, 22), treatment: momentsFromCounts(250, 0) };
    const { harm, unprovenHarm } = analyze(plan, look(plan, { checkout }, 1), []);
    expect(harm).toEqual([]);
    expect(unprovenHarm).toEqual([{ metric: 'checkout', variant: 'treatment', expectedEvents: 2.2 }]);
  });

  test('needs 25 events to be expected in the smaller arm, whatever its kind', () => {
    for (const kind of ['proportion', 'mean'] as const) {
      const plan = { ...SMALL_ARM, metrics: [metric('checkout', 'guardrail', kind)] };
      const harmOf = (events: number) => {
        const checkout = { control: momentsFromCounts(9000, events), treatment: momentsFromCounts(1000, 0) };
        return analyze(plan, look(plan, { checkout }, 4), []).harm.length;
      };
      expect([harmOf(249), harmOf(250)]).toEqual([0, 1]);
    }
  });

  test('is hardly ever proven if nothing changes, in a small arm and a rare metric', () => {
    const plan = { ...SMALL_ARM, metrics: [metric('revenue', 'guardrail', 'mean')] };
    const random = seededRandom(1);
    let stopped = 0;
    for (let run = 0; run < 300; run += 1) {
      let [control, treatment] = [NO_UNITS, NO_UNITS];
      let harmed = false;
      for (let day = 1; day <= 7; day += 1) {
        control = mergeMoments(control, revenue(random, 2250));
        treatment = mergeMoments(treatment, revenue(random, 250));
        harmed ||= analyze(plan, look(plan, { revenue: { control, treatment } }, day), []).harm.length > 0;
      }
      stopped += Number(harmed);
    }
    expect(stopped / 300).toBeLessThan(0.05);
  });

  test('is not read while the split is broken', () => {
    const plan = { ...PLAN, metrics: [metric('checkout', 'guardrail', 'proportion')] };
    const checkout = { control: momentsFromCounts(14_000, 1400), treatment: momentsFromCounts(9000, 450) };
    const data = look(plan, { checkout }, 7);
    expect(analyze(plan, data, [])).toMatchObject({ harm: [], unprovenHarm: [] });
    const sound = { ...plan, allocation: { control: 14, treatment: 9 } };
    expect(analyze(sound, data, []).harm).toHaveLength(1);
  });
});

describe('a guardrail', () => {
  test.each(['proportion', 'mean'] as const)('is judged from the registered events on (%s)', (kind) => {
    const plan = { ...SMALL_ARM, metrics: [CONVERSION, metric('crash', 'guardrail', kind)] };
    const at = (control: number, treatment: number) => {
      const conversion = {
        control: momentsFromCounts(9000, 1800),
        treatment: momentsFromCounts(1000, 200),
      };
      const crash = {
        control: momentsFromCounts(9000, control),
        treatment: momentsFromCounts(1000, treatment),
      };
      const { comparisons } = analyze(plan, look(plan, { conversion, crash }, 7), []);
      return comparisons.find((entry) => entry.metric === 'crash');
    };
    expect(at(225, 25)?.kind).toBe('ok');
    expect(at(225, 24)).toMatchObject({
      kind: 'refused',
      reason: 'insufficient_sample',
      expectedEvents: 24.9,
    });
    expect(at(0, 0)).toMatchObject({ kind: 'refused', expectedEvents: 0 });
  });
});

describe('events of a metric with a covariate', () => {
  // 10 % of 1,000 units in the small arm; the covariate explains nearly all of the variance.
  const arms = (control: number, treatment: number) => ({
    control: momentsFromCounts(9000, control),
    treatment: momentsFromCounts(1000, treatment),
  });
  const adjusted = (moments: Readonly<Record<string, Moments>>) =>
    Object.fromEntries(Object.entries(moments).map(([key, arm]) => [key, { ...arm, m2: arm.m2 / 100 }]));

  test('are counted in the values themselves, not in what the covariate leaves of them', () => {
    const plan = { ...SMALL_ARM, metrics: [CONVERSION, metric('crash', 'guardrail', 'proportion')] };
    const raw = { conversion: arms(225, 24), crash: arms(225, 24) };
    const moments = { conversion: adjusted(raw.conversion), crash: adjusted(raw.crash) };
    const data = look(plan, moments, 7);
    expect(analyze(plan, data, []).minimumMet).toBe(true);
    expect(analyze(plan, { ...data, raw }, []).minimumMet).toBe(false);
    const goal = { conversion: arms(1800, 200) };
    const mixed = { moments: { ...moments, ...goal }, raw: { crash: raw.crash } };
    const { comparisons } = analyze(plan, { ...data, ...mixed }, []);
    expect(comparisons.find((entry) => entry.metric === 'crash')).toMatchObject({ expectedEvents: 24.9 });
  });

  test('decide in the values themselves whether the bot may stop', () => {
    const plan = { ...SMALL_ARM, metrics: [metric('checkout', 'guardrail', 'proportion')] };
    const raw = { checkout: arms(249, 0) };
    const data = { ...look(plan, { checkout: adjusted(raw.checkout) }, 4), raw };
    const { harm, unprovenHarm } = analyze(plan, data, []);
    expect(harm).toEqual([]);
    expect(unprovenHarm).toMatchObject([{ expectedEvents: 24.9 }]);
  });
});

describe('events to be expected of arms that no data can have', () => {
  it('are a number, never below 0', () => {
    const one = { n: 1, mean: 0.5, m2: 0 };
    expect(expectedEvents([one, { n: -1.8e299, mean: 1e-153, m2: 0 }])).toBe(0);
    expect(expectedEvents([{ n: 1e300, mean: 1, m2: 0 }])).toBe(1e300);
  });
});
