import { describe, expect, it } from 'vitest';
import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { lookQuery, looksQuery } from '#adapters/posthog/look/look-query.ts';
import type { LookRequest } from '#ports/look-request.ts';
import { lookWith, metricWith, WHOLE_LOOK } from './look-requests.ts';

const BASELINE = baselineFiguresQuery({
  surface: [
    { match: 'named', value: '/pay' },
    { match: 'starts-with', property: '$pathname', value: '/shop' },
    { match: 'regex', property: '$current_url', value: 'a|b' },
    { match: 'equals', property: '$screen_name', value: 'Home' },
    { match: 'event', event: 'opened', where: [{ property: 'tab', operator: 'gt', value: 1 }] },
  ],
  days: 14,
  until: Date.UTC(2026, 2, 30),
  metrics: WHOLE_LOOK.metrics,
  testAccounts: WHOLE_LOOK.testAccounts,
});

/** Names in the text that stand for a value. */
function placeholders({ query }: HogQl): readonly string[] {
  return [...query.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

describe.each([
  ['a look', lookQuery(WHOLE_LOOK)],
  ['several looks', looksQuery([WHOLE_LOOK, lookWith(), lookWith({ metrics: [] })])],
  ['a baseline', BASELINE],
])('the query of %s', (_, hogQl) => {
  it('has a value for every name in its text', () => {
    const missing = placeholders(hogQl).filter((name) => name !== 'filters' && !(name in hogQl.values));
    expect(missing).toEqual([]);
  });

  it('counts in seconds and says how many rows it wants', () => {
    expect(hogQl.query).not.toContain('toIntervalDay');
    expect(hogQl.query.split('UNION ALL').every((look) => look.includes('\nLIMIT 10000'))).toBe(true);
  });

  it('uses no variance of the platform, which is not stable', () => {
    expect(hogQl.query).not.toMatch(/var(Samp|Pop)|covar|stddev/);
  });
});

describe('lookQuery', () => {
  it('keeps everything from outside out of its text', () => {
    const strange = (text: string) => `${text}'); DROP TABLE "x" {until} \\`;
    const request = (name: (text: string) => string): LookRequest => ({
      ...WHOLE_LOOK,
      flagKey: name('flag'),
      variants: WHOLE_LOOK.variants.map(name),
      dimensions: WHOLE_LOOK.dimensions.map(name),
      metrics: WHOLE_LOOK.metrics.map((metric) => ({
        ...metric,
        key: name(metric.key),
        event: name(metric.event),
        property: metric.property === null ? null : name(metric.property),
      })),
      testAccounts: {
        platformFilter: false,
        rules: [{ property: name('p'), operator: 'exact', value: name('v') }],
      },
    });
    const { query, values } = lookQuery(request(strange));
    expect(query).not.toContain('DROP');
    expect(Object.values(values)).toContain(strange('flag'));
    expect(query).toBe(lookQuery(request((text) => `${text} "other"`)).query);
  });

  it('gives one text for questions that differ in values alone', () => {
    const other = lookWith({
      flagKey: 'another',
      window: { from: 0, until: 86_400_000 },
      metrics: [metricWith({ event: 'visit', windowDays: 3, key: 'visits' })],
    });
    expect(lookQuery(other).query).toBe(lookQuery(lookWith()).query);
    expect(lookQuery(other).values).not.toEqual(lookQuery(lookWith()).values);
  });

  it('puts the filter of the platform into the scan of exposures, and nowhere else', () => {
    const withFilter = lookQuery(lookWith({ testAccounts: { platformFilter: true, rules: [] } })).query;
    expect(withFilter.split('{filters}')).toHaveLength(2);
    expect(withFilter.indexOf('{filters}')).toBeGreaterThan(withFilter.indexOf('{exposure_event}'));
    expect(lookQuery(lookWith()).query).not.toContain('{filters}');
  });

  it('reads events as far back as the longest covariate', () => {
    const values = lookQuery(
      lookWith({ metrics: [metricWith({ covariateDays: 7 }), metricWith({ key: 'b', covariateDays: 14 })] }),
    ).values;
    expect(values).toMatchObject({
      from: '2026-03-02T00:00:00.000Z',
      events_from: '2026-02-16T00:00:00.000Z',
    });
  });

  it('scans events once, whatever the number of metrics', () => {
    expect(lookQuery(WHOLE_LOOK).query.split('FROM events')).toHaveLength(3);
    expect(lookQuery(lookWith({ metrics: [] })).query.split('FROM events')).toHaveLength(2);
  });
});

describe('looksQuery', () => {
  it('numbers the looks and keeps their values apart', () => {
    const { query, values } = looksQuery([lookWith(), lookWith({ flagKey: 'b-flag' })]);
    expect(query.split('\nUNION ALL\n').map((look) => look.split('\n')[1])).toEqual([
      '0 AS experiment,',
      '1 AS experiment,',
    ]);
    expect(values).toMatchObject({ x0_flag_key: 'a-flag', x1_flag_key: 'b-flag' });
  });

  it('is the query of the look for one', () => {
    expect(looksQuery([lookWith()])).toEqual(lookQuery(lookWith()));
  });
});
