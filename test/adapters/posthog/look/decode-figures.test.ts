import { describe, expect, it } from 'vitest';
import { decodeBaseline, decodeLook, decodeLooks } from '#adapters/posthog/look/decode-figures.ts';
import { lookWith, metricWith } from './look-requests.ts';

const PLAIN = [2, 1.5, 0.5, null, null, null, null];
const NOTHING = { n: 0, mean: null, variance: null };

describe('decodeLook', () => {
  it('fills in variants and days without units', () => {
    const rows = [[0, 'all', null, 2, 2, PLAIN]];
    expect(decodeLook(lookWith(), rows)).toEqual({
      units: { control: 0, treatment: 2 },
      multiple: 0,
      withoutVariant: 0,
      moments: { orders: { control: NOTHING, treatment: { n: 2, mean: 1.5, variance: 0.5 } } },
      unusable: { orders: 0 },
      daily: [],
      segments: [],
    });
    expect(decodeLook(lookWith(), []).units).toEqual({ control: 0, treatment: 0 });
  });

  it('tells units of several variants and of none from those of a variant', () => {
    const rows = [
      [0, 'all', null, 0, 4, PLAIN],
      [0, 'all', null, -1, 3, PLAIN],
      [0, 'all', null, 1, 2, [2, 1.5, 0.5, null, null, null, 6]],
    ];
    const figures = decodeLook(lookWith(), rows);
    expect(figures).toMatchObject({
      multiple: 3,
      withoutVariant: 4,
      units: { control: 2 },
      unusable: { orders: 6 },
    });
  });

  it('reads denominators and covariates', () => {
    const request = lookWith({
      metrics: [
        metricWith({ key: 'rate', kind: 'ratio', denominator: { event: 'view', property: null } }),
        metricWith({ key: 'sum', covariateDays: 7 }),
      ],
    });
    const row = [0, 'all', null, 1, 2, [2, 1, 2, 3, 4, 5, null, 2, 6, 7, 8, 9, 10, 1]];
    const { moments, unusable } = decodeLook(request, [row]);
    expect(moments['rate']?.['control']).toEqual({
      n: 2,
      mean: 1,
      variance: 2,
      denominator: { mean: 3, variance: 4, covariance: 5 },
    });
    expect(moments['sum']?.['control']?.covariate).toEqual({ mean: 8, variance: 9, covariance: 10 });
    expect(unusable).toEqual({ rate: 0, sum: 1 });
  });

  it('puts days and segments in order, the segment without a value last', () => {
    const request = lookWith({ daily: true, dimensions: ['$os'] });
    const rows = [
      [0, 'day', '2026-03-04', 1, 1, PLAIN],
      [0, 'day', '2026-03-03', 2, 1, PLAIN],
      [0, 'day', '1970-01-01', 0, 9, PLAIN],
      [0, 'dimension_0', null, 1, 1, PLAIN],
      [0, 'dimension_0', 'iOS', 1, 1, PLAIN],
      [0, 'dimension_0', 'Android', -1, 1, PLAIN],
    ];
    const { daily, segments } = decodeLook(request, rows);
    expect(daily).toEqual([
      { date: '2026-03-03', units: { control: 0, treatment: 1 } },
      { date: '2026-03-04', units: { control: 1, treatment: 0 } },
    ]);
    expect(segments.map(({ value }) => value)).toEqual(['iOS', null]);
  });

  it('gives days the figures of the daily metric', () => {
    const metrics = [metricWith({ key: 'other' }), metricWith({ key: 'orders' })];
    const request = lookWith({ daily: true, metrics, dailyMetric: 'orders' });
    const row = [
      0,
      'day',
      '2026-03-03',
      2,
      4,
      [0, null, null, null, null, null, null, 4, 1, 2, null, null, null, null],
    ];
    expect(decodeLook(request, [row]).daily).toEqual([
      {
        date: '2026-03-03',
        units: { control: 0, treatment: 4 },
        figures: { control: { n: 0, mean: null, variance: null }, treatment: { n: 4, mean: 1, variance: 2 } },
      },
    ]);
  });

  it.each([
    ['a null for the variant', [[0, 'all', null, null, 2, PLAIN]]],
    ['too few columns', [[0, 'all', null, 1]]],
    ['a text for a count', [[0, 'all', null, 1, '2', PLAIN]]],
    ['half a unit', [[0, 'all', null, 1, 0.5, PLAIN]]],
    ['too few figures', [[0, 'all', null, 1, 2, [2, 1]]]],
    ['a variant that was not asked for', [[0, 'all', null, 3, 2, PLAIN]]],
    ['an experiment that was not asked for', [[1, 'all', null, 1, 2, PLAIN]]],
    ['no row', ['all']],
    ['as many rows as an answer can have', Array(10_000).fill([0, 'all', null, 1, 2, PLAIN])],
  ])('refuses %s', (_, rows) => {
    expect(() => decodeLook(lookWith(), rows)).toThrow(
      expect.objectContaining({ code: 'posthog.unexpected-answer' }),
    );
  });
});

describe('decodeLooks', () => {
  it('gives every request its own rows', () => {
    const rows = [
      [1, 'all', null, 1, 7, PLAIN],
      [0, 'all', null, 1, 5, PLAIN],
    ];
    expect(decodeLooks([lookWith(), lookWith()], rows).map(({ units }) => units['control'])).toEqual([5, 7]);
  });
});

describe('decodeBaseline', () => {
  it('counts new units of every day, days without any too', () => {
    const request = {
      surface: [],
      days: 3,
      until: 0,
      metrics: [metricWith()],
      testAccounts: lookWith().testAccounts,
    };
    const rows = [
      [0, 'all', null, 1, 3, PLAIN],
      [0, 'day', '2', 1, 1, PLAIN],
      [0, 'day', '0', 1, 2, PLAIN],
    ];
    expect(decodeBaseline(request, rows)).toEqual({
      units: 3,
      firstSeen: [2, 0, 1],
      moments: { orders: { n: 2, mean: 1.5, variance: 0.5 } },
      unusable: { orders: 0 },
    });
    expect(decodeBaseline(request, [])).toMatchObject({ units: 0, firstSeen: [0, 0, 0] });
  });
});
