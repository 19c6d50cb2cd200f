import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import type { LookDetails } from '#stats/engine/details.ts';
import { lookDetails } from '#stats/engine/look-details.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { CONVERSION, LATENCY, lookAt, PLAN } from './examples.ts';

function detailsOf(
  plan: AnalysisPlan,
  data: LookData,
  earlier: readonly EarlierLook[] = [],
): LookDetails | null {
  return lookDetails(plan, data, analyze(plan, data, earlier), earlier);
}

function detailIn(details: LookDetails | null, metric: string, variant = 'treatment') {
  const found = details?.comparisons.find((one) => one.metric === metric && one.variant === variant);
  if (found === undefined) throw new Error(`no details of ${metric}`);
  return found;
}

describe('the details of a look', () => {
  test('are none while effects are hidden', () => {
    expect(detailsOf(PLAN, { ...lookAt(10_000, 0.108), daysRunning: 3 })).toBeNull();
  });

  test('decide nothing: the analysis is the same without them', () => {
    const data = lookAt(10_000, 0.108);
    const before = JSON.stringify(analyze(PLAN, data, []));
    detailsOf(PLAN, data);
    expect(JSON.stringify(analyze(PLAN, data, []))).toBe(before);
  });

  // Chances and losses by numeric integration with scipy 1.17.1.
  test('hold the chance of being better and the losses, under both priors', () => {
    const { opinion, expectedEvents, raw, medianUnbiasedLift } = detailIn(
      detailsOf(PLAN, lookAt(10_000, 0.108)),
      'conversion',
    );
    expect(opinion?.method).toBe('normal-posterior');
    expect(opinion?.chance).toBeCloseTo(0.9610761194584662, 8);
    expect(opinion?.lossIfShipped).toBeCloseTo(0.0006944062541253565, 8);
    expect(opinion?.lossIfKept).toBeCloseTo(0.0789439455138888, 8);
    expect(opinion?.scepticalChance).toBeCloseTo(0.9077377713840862, 8);
    expect(expectedEvents).toBeCloseTo(1040, 6);
    expect([raw, medianUnbiasedLift]).toEqual([undefined, undefined]);
  });

  test('hold the beta posteriors of a rate with few events', () => {
    const rare = (successes: number) => momentsFromCounts(1000, successes);
    const data = lookAt(1000, 0.1);
    const moments = { ...data.moments, conversion: { control: rare(60), treatment: rare(30) } };
    const { opinion } = detailIn(detailsOf(PLAN, { ...data, moments }), 'conversion');
    expect(opinion?.method).toBe('beta-binomial');
    expect(opinion?.chance).toBeCloseTo(0.0005514034851321156, 8);
    expect(opinion?.lossIfShipped).toBeCloseTo(0.4958905332140456, 6);
  });

  test('hold the chance of a guardrail to be within its margin', () => {
    const chanceAt = (latency: number) =>
      detailIn(detailsOf(PLAN, lookAt(10_000, 0.108, latency)), 'latency').opinion?.chance ?? Number.NaN;
    expect(chanceAt(203)).toBeGreaterThan(0.999);
    // Exactly at the margin it is as likely within as not, but for the prior.
    expect(chanceAt(210)).toBeCloseTo(0.5, 1);
    expect(chanceAt(215)).toBeLessThan(0.001);
  });

  test('hold the chance of every variant to be the best', () => {
    const plan = {
      ...PLAN,
      treatments: ['a', 'b'],
      allocation: { control: 1, a: 1, b: 1 },
      metrics: [CONVERSION],
      plannedUnits: 30_000,
    };
    const of = (successes: number) => momentsFromCounts(10_000, successes);
    const data = {
      ...lookAt(10_000, 0.1),
      units: { control: 10_000, a: 10_000, b: 10_000 },
      moments: { conversion: { control: of(1000), a: of(1080), b: of(1040) } },
    };
    const { chanceBest = {} } = detailsOf(plan, data) ?? {};
    expect(chanceBest['control']).toBeCloseTo(0.018200447158359796, 4);
    expect(chanceBest['a']).toBeCloseTo(0.8082305273292273, 4);
    expect(chanceBest['b']).toBeCloseTo(0.17356902551173065, 4);
    expect(detailsOf(plan, { ...data, dropped: ['b'] })?.chanceBest).toBeUndefined();
  });

  test('hold the raw comparison and what the covariate saves', () => {
    const data = lookAt(10_000, 0.108);
    // The covariate explains 36 % of the variance in either arm.
    const adjusted = {
      control: momentsFromVariance(10_000, 200, 1600),
      treatment: momentsFromVariance(10_000, 202, 1600),
    };
    const raw = {
      control: momentsFromVariance(10_000, 200, 2500),
      treatment: momentsFromVariance(10_000, 203, 2500),
    };
    const details = detailsOf(PLAN, {
      ...data,
      moments: { ...data.moments, latency: adjusted },
      raw: { latency: raw },
    });
    const found = detailIn(details, 'latency').raw;
    expect(found).toMatchObject({ controlMean: 200, treatmentMean: 203, absoluteEffect: 3, lift: 0.015 });
    expect(found?.standardError).toBeCloseTo(Math.sqrt(0.5), 12);
    expect(found?.varianceSaved).toBeCloseTo(0.36, 12);
    expect(detailIn(details, 'conversion').raw).toBeUndefined();
  });

  test('hold a smaller estimate if a look ends it after others have shown effects', () => {
    const plan = { ...PLAN, metrics: [CONVERSION, LATENCY], plannedLooks: 4 };
    const earlier = [
      { look: 1, informationFraction: 0.5 },
      { look: 2, informationFraction: 0.75 },
    ];
    const data = { ...lookAt(9000, 0.1115), look: 3 };
    const [comparison] = analyze(plan, data, earlier).comparisons;
    const { medianUnbiasedLift = Number.NaN } = detailIn(detailsOf(plan, data, earlier), 'conversion');
    expect(comparison).toMatchObject({ verdict: 'better' });
    expect(medianUnbiasedLift).toBeLessThan(0.115);
    expect(medianUnbiasedLift).toBeGreaterThan(0.1);
    // A look that proves nothing and is not the last ends nothing.
    const early = { ...lookAt(9000, 0.101), look: 3 };
    expect(detailIn(detailsOf(plan, early, earlier), 'conversion').medianUnbiasedLift).toBeUndefined();
  });
});
