import { PostHog } from 'posthog-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import { looksQuery } from '#adapters/posthog/look/look-query.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import type { Metric } from '#domain/metric.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { DAY } from '#shared/clock.ts';

const START = Date.UTC(2026, 8, 7);
const EVEN = { control: 0.5, treatment: 0.5 };
const FLAG = 'first-gate-at-40';
const RETENTION: Metric = {
  key: 'retention_7d',
  name: '7-day retention',
  description: '',
  kind: 'proportion',
  desiredDirection: 'increase',
  event: 'site_visited',
  property: null,
  windowDays: 8,
  delayDays: 7,
  isRetention: true,
};
const { isRetention: _, ...LATE } = RETENTION;
/** Plans from before there was retention ask for an event of its own. */
const OLD_RETENTION: Metric = { ...LATE, event: 'retained_7d' };
const { delayDays: __, ...VISITS } = LATE;
/** The old metric, asked for as if its events came at once. */
const AT_ONCE: Metric = { ...VISITS, event: 'retained_7d' };
const TEST_ACCOUNTS = { platformFilter: true, rules: [] };

function requestOf(from: number, until: number, metrics: readonly Metric[] = []): LookRequest {
  return {
    flagKey: FLAG,
    variants: ['control', 'treatment'],
    exposure: { event: '$feature_flag_called' },
    window: { from, until },
    metrics,
    testAccounts: TEST_ACCOUNTS,
    daily: false,
    dimensions: [],
  };
}

function beforeOf(metrics: readonly Metric[], days: number, until: number): BaselineRequest {
  const surface = [{ match: 'named', value: 'level gate' }] as const;
  return { surface, days, until, metrics, testAccounts: TEST_ACCOUNTS };
}

let now = START;
let posthog: SandboxPostHog;
beforeEach(async () => {
  now = START;
  posthog = await startPostHog({ now: () => now });
});
afterEach(() => posthog.close());

function connect(target: SandboxPostHog = posthog) {
  const options = { host: target.url, projectId: target.projectId, personalApiKey: target.personalApiKey };
  return { flags: createPostHogFlags(options), metrics: createPostHogMetrics(options) };
}

/** One look from the start, or from another moment, to now, or to another. */
async function look(metrics: readonly Metric[] = [], from = START, until = now) {
  const [figures] = await connect().metrics.looks([requestOf(from, until, metrics)]);
  return figures;
}

/** The control's figures of one metric up to now. */
async function control(metric: Metric) {
  return (await look([metric])).moments[metric.key]?.['control'];
}

describe('an experiment from canary to ship', () => {
  it('reaches exactly the published totals, counted when the retention of all units is known', async () => {
    const { flags } = connect();
    await flags.ensure(FLAG, 'Gate', { active: false, rollout: 1, allocation: EVEN });
    now += 3 * DAY;
    expect(await look()).toMatchObject({ units: { control: 0, treatment: 0 }, multiple: 0 });
    await flags.set(FLAG, { active: true, rollout: 0.05, allocation: EVEN }, null);
    now += 2 * DAY;
    expect((await look()).units).toEqual({ control: 319, treatment: 324 });
    await flags.set(FLAG, { active: true, rollout: 1, allocation: EVEN }, null);
    now += 13.9 * DAY;
    expect(await look()).toMatchObject({ units: { control: 44_700, treatment: 45_489 }, multiple: 0 });
    now += 8 * DAY;
    for (const metric of [RETENTION, OLD_RETENTION]) {
      const { units, moments } = await look([metric]);
      expect(moments[metric.key]).toMatchObject({
        control: { n: 44_700, mean: 8_502 / 44_700 },
        treatment: { n: 45_489, mean: 8_279 / 45_489 },
      });
      expect(units['control']).toBeGreaterThan(44_700 + 7 * 3_000);
      expect((units['treatment'] ?? 0) - (units['control'] ?? 0)).toBe(45_489 - 44_700);
    }
  });
  it('lets an event come when it can: units that are too young for it have none', async () => {
    const { flags } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += 6.9 * DAY;
    expect(await control(AT_ONCE)).toMatchObject({ n: 22_030, mean: 0 });
    expect(await control(RETENTION)).toEqual({ n: 0, mean: null, variance: null });
    expect((await control(VISITS))?.mean).toBeGreaterThan(0.1);
    now += 3.1 * DAY;
    const young = await control(AT_ONCE);
    expect(young?.n).toBe(31_928);
    expect(young?.mean).toBeLessThan(0.07);
    const counted = await control(RETENTION);
    expect(counted?.n).toBe(6_385);
    expect(Math.abs((counted?.mean ?? 0) - 0.19)).toBeLessThan(0.02);
    expect((await control({ ...OLD_RETENTION, windowDays: 7 }))?.mean).toBe(0);
  });
  it('has a baseline of units whose retention is known, and a lower one if it is not asked for so', async () => {
    const { metrics } = connect();
    const known = await metrics.baseline(beforeOf([RETENTION], 22, now));
    expect(known.units).toBe(Math.round((22 * 90_189) / 14));
    expect(known.moments[RETENTION.key]).toMatchObject({ n: 90_189, mean: 8_502 / 44_700 });
    expect(known.firstSeen.slice(0, 14).reduce((sum, units) => sum + units, 0)).toBe(90_189);
    const naive = (await metrics.baseline(beforeOf([AT_ONCE], 28, now))).moments[AT_ONCE.key];
    const mean = (8_502 / 44_700) * (21 / 28);
    expect(naive?.mean).toBeCloseTo(mean, 10);
    expect(naive?.variance).toBeCloseTo(mean * (1 - mean), 10);
  });
  it('gains no unit after it is shipped', async () => {
    const { flags } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += 4 * DAY;
    await flags.set(FLAG, { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } }, null);
    const atShip = await look();
    now += 4 * DAY;
    expect(await look()).toEqual(atShip);
    expect(atShip.units).toEqual({ control: 12_771, treatment: 12_996 });
  });
  it('splits a window into parts that add up, and into days', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += 10 * DAY;
    const part = async (from: number, until: number) =>
      (await look([VISITS], START + from * DAY, START + until * DAY)).moments[VISITS.key]?.['treatment'];
    const [whole, early, late] = [await part(0, 10), await part(0, 6), await part(6, 10)];
    const ones = (arm: typeof whole) => Math.round((arm?.mean ?? 0) * (arm?.n ?? 0));
    expect((early?.n ?? 0) + (late?.n ?? 0)).toBe(whole?.n);
    expect(ones(early) + ones(late)).toBe(ones(whole));
    const rest = late?.mean ?? 0;
    expect(late?.variance).toBeCloseTo(((late?.n ?? 0) * rest * (1 - rest)) / ((late?.n ?? 0) - 1), 9);
    const [{ daily, units }] = await metrics.looks([{ ...requestOf(START, now), daily: true }]);
    expect(daily.map(({ date }) => date).slice(0, 2)).toEqual(['2026-09-07', '2026-09-08']);
    const sum = daily.reduce((all, day) => all + (day.units['control'] ?? 0), 0);
    expect([daily.length, sum]).toEqual([10, units['control']]);
  });
  it('does not look into the future', async () => {
    const { flags } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += DAY;
    expect(await look([], START, now + 90 * DAY)).toEqual(await look());
  });
  it('has the exposures under one event alone, and that one may change', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += DAY;
    posthog.recordExposuresAs('$experiment_exposure');
    expect(await metrics.exposureEvents({ from: START, until: now })).toEqual(['$experiment_exposure']);
    expect((await look()).units).toEqual({ control: 0, treatment: 0 });
    const moved = { ...requestOf(START, now), exposure: { event: '$experiment_exposure' } } as const;
    const [{ units }] = await metrics.looks([moved]);
    expect(units['control']).toBeGreaterThan(3_000);
  });
});

describe('what it refuses, as PostHog would', () => {
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${posthog.url}/api/projects/${posthog.projectId}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${posthog.personalApiKey}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };
  const good = looksQuery([requestOf(START, START + DAY, [RETENTION])]);
  const two = looksQuery([requestOf(START, START + DAY), requestOf(START, START + 2 * DAY, [VISITS])]);
  const before = baselineFiguresQuery(beforeOf([VISITS], 14, START));
  const filters: unknown = { filterTestAccounts: true };
  const hogQl = (
    query: string,
    values: Readonly<Record<string, unknown>> = good.values,
    more: Readonly<Record<string, unknown>> = { filters },
  ) => post('/query/', { query: { kind: 'HogQLQuery', query, values, ...more } });

  it('takes the adapter’s own queries', async () => {
    for (const { query, values } of [good, two, before])
      expect((await hogQl(query, values)).status).toBe(200);
  });
  it.each([
    ['a placeholder without a value', good.query, {}],
    ['a value that is not used', good.query, { ...good.values, extra: 1 }],
    ['an interpolated text', good.query.replace('{flag_key}', "'x'"), good.values],
    ['no end of its window', good.query.replace('< toDateTime({until})', '< now()'), good.values],
    ['events instead of persons', good.query.replaceAll('person_id', 'uuid'), good.values],
    ['a bare time', good.query, { ...good.values, from: '2026-01-01 00:00:00' }],
    ['another window than its metric', good.query, { ...good.values, m0_window_days: 9 }],
    ['last exposure instead of first', good.query.replace('minIf(met_at', 'maxIf(met_at'), good.values],
    ['a variance by another divisor', good.query.replaceAll(' - 1)', ')'), good.values],
  ])('a query with %s', async (_, query, values) => {
    const { status, body } = await hogQl(query, values);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ type: 'validation_error', code: 'invalid_query' });
  });
  it('a query without the filter of test users that it names, or with one that it does not', async () => {
    expect((await hogQl(good.query, good.values, {})).status).toBe(400);
    const testAccounts = { platformFilter: false, rules: [] };
    const all = looksQuery([{ ...requestOf(START, START + DAY), testAccounts }]);
    expect((await hogQl(all.query, all.values)).status).toBe(400);
    expect((await hogQl(all.query, all.values, {})).status).toBe(200);
  });
  it.each([
    [
      'percentages that miss 100',
      { groups: [], multivariate: { variants: [{ key: 'a', rollout_percentage: 99.99 }] } },
    ],
    ['a rollout above 100', { groups: [{ rollout_percentage: 101 }] }],
    ['groups that are none', { groups: 'all' }],
  ])('a flag with %s', async (_, filters) => {
    expect((await post('/feature_flags/', { key: 'k', filters })).status).toBe(400);
  });
  it('a key with a blank, a second flag with the same key, deleting for good', async () => {
    const filters = { groups: [] };
    expect((await post('/feature_flags/', { key: 'a b', filters })).status).toBe(400);
    expect((await post('/feature_flags/', { key: 'k', filters })).status).toBe(201);
    expect(await post('/feature_flags/', { key: 'k', filters })).toMatchObject({
      status: 400,
      body: expect.stringMatching(/"unique"/),
    });
    expect((await post('/feature_flags/1/', {})).status).toBe(405);
    expect((await post('/elsewhere/', {})).status).toBe(404);
  });
});

describe('flags as an application sees them', () => {
  it('gives each unit always the same variant, and as many as the rollout says', async () => {
    const { flags } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 0.4, allocation: EVEN });
    const client = new PostHog(posthog.projectToken, { host: posthog.url, flushAt: 1_000 });
    try {
      const variants: unknown[] = [];
      for (let unit = 0; unit < 400; unit += 1) {
        const seen = await client.evaluateFlags(`unit-${unit}`, { flagKeys: [FLAG] });
        variants.push(seen.getFlag(FLAG, { sendFeatureFlagEvents: false }));
      }
      const again = await client.evaluateFlags('unit-7', { flagKeys: [FLAG] });
      expect(again.getFlag(FLAG)).toBe(variants[7]);
      const count = (variant: unknown) => variants.filter((one) => one === variant).length;
      // 80 expected in each, standard deviation 8.
      expect(Math.abs(count('control') - 80)).toBeLessThan(32);
      expect(Math.abs(count('treatment') - 80)).toBeLessThan(32);
      expect(count('control') + count('treatment') + count(false)).toBe(400);
    } finally {
      await client.shutdown();
    }
    expect(posthog.events().map((event) => event.event)).toEqual(['$feature_flag_called']);
  });
});
