import { describe, expect, it } from 'vitest';
import { ASSUMED } from '#sandbox/stand-ins/posthog/measures.ts';
import { SCENARIOS } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { type Scenario, trafficOf } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import {
  withHarm,
  withMultiple,
  withSampleRatioMismatch,
} from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { hillstrom } from '#sandbox/stand-ins/posthog/scenarios/hillstrom.ts';
import { sameTwice, scenarioForKey } from '#sandbox/stand-ins/posthog/scenarios/known-truth.ts';

const all: readonly Scenario[] = [...SCENARIOS, scenarioForKey('shorter-checkout')];
const rate = (scenario: Scenario, arm: 'control' | 'treatment', measure: string) => {
  const { units, metrics } = scenario.arms[arm];
  const total = metrics[measure];
  return total?.kind === 'proportion' ? total.successes / units : (total?.mean ?? Number.NaN);
};

describe.each(all.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  it('knows every measure of the catalogue, in both arms and before', () => {
    const keys = Object.keys(ASSUMED).sort();
    expect(Object.keys(scenario.arms.control.metrics).sort()).toEqual(keys);
    expect(Object.keys(scenario.arms.treatment.metrics).sort()).toEqual(keys);
    expect(Object.keys(scenario.baseline).sort()).toEqual(keys);
  });
  it('has the traffic of its own baseline, so that a plan sized by it fits', () => {
    for (const { unitsPerDay } of Object.values(scenario.baseline)) {
      expect(unitsPerDay).toBeCloseTo(trafficOf(scenario), 6);
    }
  });
  it('can have happened: no more successes than units, no spread below 0', () => {
    for (const { units, metrics } of Object.values(scenario.arms)) {
      for (const total of Object.values(metrics)) {
        if (total.kind === 'proportion') expect(total.successes).toBeLessThanOrEqual(units);
        else expect(total.variance).toBeGreaterThan(0);
      }
    }
  });
  it('assumes nothing to differ that was not published or drawn with a lift', () => {
    for (const measure of ['app_crashed', 'email_unsubscribed', 'support_contacted']) {
      expect(scenario.drawn).toContain(measure);
      const difference = Math.abs(
        rate(scenario, 'treatment', measure) / rate(scenario, 'control', measure) - 1,
      );
      expect(difference).toBeLessThan(0.1);
    }
  });
});

describe('published totals', () => {
  it('Cookie Cats: 44,700 and 45,489 players', () => {
    expect(cookieCats.arms.control).toMatchObject({
      units: 44_700,
      metrics: { retained_7d: { successes: 8_502 }, retained_1d: { successes: 20_034 } },
    });
    expect(cookieCats.arms.treatment).toMatchObject({
      units: 45_489,
      metrics: { retained_7d: { successes: 8_279 }, retained_1d: { successes: 20_119 } },
    });
    expect(cookieCats.drawn).not.toContain('retained_7d');
  });
  it('Hillstrom: visits, orders and spend', () => {
    expect(hillstrom.arms.control).toMatchObject({
      units: 21_306,
      metrics: { site_visited: { successes: 2_262 }, order_completed: { successes: 122 } },
    });
    expect(hillstrom.arms.treatment).toMatchObject({
      units: 21_307,
      metrics: { site_visited: { successes: 3_894 }, order_completed: { successes: 267 } },
    });
    // 13,908.33 dollars in all.
    expect(rate(hillstrom, 'control', 'order_completed.revenue') * 21_306).toBeCloseTo(13_908.33, 6);
  });
});

describe('drawn truths', () => {
  it('gives two equal arms that differ by chance only', () => {
    const difference =
      rate(sameTwice, 'treatment', 'site_visited') - rate(sameTwice, 'control', 'site_visited');
    const error = Math.sqrt((2 * 0.12 * 0.88) / 28_000);
    expect(difference).not.toBe(0);
    expect(Math.abs(difference)).toBeLessThan(3 * error);
  });
  it('is fixed by the flag key', () => {
    expect(scenarioForKey('a')).toEqual(scenarioForKey('a'));
    expect(scenarioForKey('a').arms).not.toEqual(scenarioForKey('b').arms);
  });
  it('lifts the goals by what it says, within chance', () => {
    for (const key of ['a', 'b', 'c', 'd']) {
      const scenario = scenarioForKey(key);
      const told = Number(/lift (-?[\d.]+) %/.exec(scenario.source)?.[1]) / 100;
      const seen =
        rate(scenario, 'treatment', 'site_visited') / rate(scenario, 'control', 'site_visited') - 1;
      expect(told).toBeGreaterThanOrEqual(-0.06);
      expect(told).toBeLessThanOrEqual(0.14);
      // Standard error of the ratio at 120,000 units an arm and 12 %: 1.1 %.
      expect(Math.abs(seen - told)).toBeLessThan(0.045);
    }
  });
});

describe('plausible faults', () => {
  it('harm makes one measure of the treatment worse and nothing else', () => {
    const harmed = withHarm(cookieCats, 'app_crashed', 1.5);
    expect(rate(harmed, 'treatment', 'app_crashed') / rate(harmed, 'control', 'app_crashed')).toBeCloseTo(
      1.5,
      2,
    );
    expect(harmed.arms.control).toEqual(cookieCats.arms.control);
    expect(rate(harmed, 'treatment', 'retained_7d')).toBe(rate(cookieCats, 'treatment', 'retained_7d'));
    expect(() => withHarm(cookieCats, 'no_such', 2)).toThrow(TypeError);
  });
  it('a sample ratio mismatch loses units of the treatment but not its rates', () => {
    const skewed = withSampleRatioMismatch(cookieCats, 0.05);
    expect(skewed.arms.treatment.units).toBe(43_215);
    expect(rate(skewed, 'treatment', 'retained_7d')).toBeCloseTo(
      rate(cookieCats, 'treatment', 'retained_7d'),
      4,
    );
    expect(skewed.arms.control).toEqual(cookieCats.arms.control);
  });
  it('units that met both arms are counted apart', () => {
    expect(withMultiple(cookieCats, 90).multiple).toBe(90);
  });
});
