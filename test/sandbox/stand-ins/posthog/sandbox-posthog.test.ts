import { PostHog } from 'posthog-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { exposuresQuery, momentsQuery } from '#adapters/posthog/queries.ts';
import type { Metric } from '#domain/metric.ts';
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
  event: 'retained_7d',
  property: null,
  windowDays: 8,
  delayDays: 7,
};
const VISITS: Metric = { ...atOnce(RETENTION), event: 'site_visited' };
/** The same metric asked for as if its events came at once. */
function atOnce({ delayDays: _, ...metric }: Metric): Metric {
  return metric;
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

describe('an experiment from canary to ship', () => {
  it('reaches exactly the published totals, counted when the retention of all units is known', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: false, rollout: 1, allocation: EVEN });
    now += 3 * DAY;
    const window = () => ({ from: START, until: now });
    expect(await metrics.exposures(FLAG, window())).toEqual({ units: {}, multiple: 0 });
    await flags.set(FLAG, { active: true, rollout: 0.05, allocation: EVEN }, null);
    now += 2 * DAY;
    const canary = await metrics.exposures(FLAG, window());
    expect(canary.units).toEqual({ control: 319, treatment: 324 });
    await flags.set(FLAG, { active: true, rollout: 1, allocation: EVEN }, null);
    now += 13.9 * DAY;
    expect(await metrics.exposures(FLAG, window())).toEqual({
      units: { control: 44_700, treatment: 45_489 },
      multiple: 0,
    });
    now += 8 * DAY;
    const moments = await metrics.moments(FLAG, RETENTION, window());
    expect(moments['control']).toMatchObject({ n: 44_700, mean: 8_502 / 44_700 });
    expect(moments['treatment']).toMatchObject({ n: 45_489, mean: 8_279 / 45_489 });
    const { units } = await metrics.exposures(FLAG, window());
    expect(units['control']).toBeGreaterThan(44_700 + 7 * 3_000);
    expect((units['treatment'] ?? 0) - (units['control'] ?? 0)).toBe(45_489 - 44_700);
  });
  it('lets an event come when it can: units that are too young for it have none', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    const control = async (metric: Metric) =>
      (await metrics.moments(FLAG, metric, { from: START, until: now }))['control'];
    now += 6.9 * DAY;
    expect(await control(atOnce(RETENTION))).toMatchObject({ n: 22_030, mean: 0 });
    expect(await control(RETENTION)).toBeUndefined();
    expect((await control(VISITS))?.mean).toBeGreaterThan(0.1);
    now += 3.1 * DAY;
    const young = await control(atOnce(RETENTION));
    expect(young?.n).toBe(31_928);
    expect(young?.mean).toBeLessThan(0.07);
    const counted = await control(RETENTION);
    expect(counted?.n).toBe(6_385);
    expect(Math.abs((counted?.mean ?? 0) - 0.19)).toBeLessThan(0.02);
    expect((await control({ ...RETENTION, windowDays: 7 }))?.mean).toBe(0);
  });
  it('has a baseline of units whose retention is known, and a lower one if it is not asked for so', async () => {
    const { metrics } = connect();
    const known = await metrics.baseline(RETENTION, 'level gate', 28, now);
    expect(known).toMatchObject({ mean: 8_502 / 44_700, units: Math.round((28 * 90_189) / 14) });
    expect(known.unitsPerDay).toBeCloseTo(90_189 / 14, 6);
    const naive = await metrics.baseline(atOnce(RETENTION), 'level gate', 28, now);
    expect(naive.mean).toBeCloseTo((8_502 / 44_700) * (21 / 28), 10);
    expect(naive.variance).toBeCloseTo(naive.mean * (1 - naive.mean), 10);
  });
  it('gains no unit after it is shipped', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += 4 * DAY;
    await flags.set(FLAG, { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } }, null);
    const atShip = await metrics.exposures(FLAG, { from: START, until: now });
    now += 4 * DAY;
    expect(await metrics.exposures(FLAG, { from: START, until: now })).toEqual(atShip);
    expect(atShip.units).toEqual({ control: 12_771, treatment: 12_996 });
  });
  it('splits a window into parts that add up', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += 10 * DAY;
    const ask = async (from: number, until: number) =>
      (await metrics.moments(FLAG, VISITS, { from: START + from * DAY, until: START + until * DAY }))[
        'treatment'
      ];
    const [whole, early, late] = [await ask(0, 10), await ask(0, 6), await ask(6, 10)];
    const ones = (part: typeof whole) => Math.round((part?.mean ?? 0) * (part?.n ?? 0));
    expect((early?.n ?? 0) + (late?.n ?? 0)).toBe(whole?.n);
    expect(ones(early) + ones(late)).toBe(ones(whole));
    const rest = late?.mean ?? 0;
    expect(late?.m2).toBeCloseTo((late?.n ?? 0) * rest * (1 - rest), 6);
  });
  it('does not look into the future', async () => {
    const { flags, metrics } = connect();
    await flags.ensure(FLAG, 'Gate', { active: true, rollout: 1, allocation: EVEN });
    now += DAY;
    const today = await metrics.exposures(FLAG, { from: START, until: now });
    expect(await metrics.exposures(FLAG, { from: START, until: now + 90 * DAY })).toEqual(today);
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
  const good = exposuresQuery('x', 0, DAY);
  const moments = momentsQuery('x', RETENTION, 0, DAY);
  const young = { ...moments, query: moments.query.replace('exposed_at <=', 'exposed_at >=') };
  const hogQl = (query: string, values: Readonly<Record<string, unknown>> = good.values) =>
    post('/query/', { query: { kind: 'HogQLQuery', query, values } });

  it('takes the adapter’s own queries', async () => {
    expect((await hogQl(good.query)).status).toBe(200);
    expect((await hogQl(moments.query, moments.values)).status).toBe(200);
  });
  it.each([
    ['a placeholder without a value', good.query, {}],
    ['a value that is not used', good.query, { ...good.values, extra: 1 }],
    [
      'an interpolated text',
      good.query.replace('{flag_key}', "'x'"),
      { from: good.values['from'], until: good.values['until'] },
    ],
    [
      'no time window',
      good.query.replace('timestamp < toDateTime({until})', '{until} = {until}'),
      good.values,
    ],
    ['events instead of persons', good.query.replaceAll('person_id', 'uuid'), good.values],
    ['a bare time', good.query, { ...good.values, from: '2026-01-01 00:00:00' }],
    ['younger units than it counts', young.query, young.values],
    ['last exposure instead of first', good.query.replace('argMin', 'argMax'), good.values],
  ])('a query with %s', async (_, query, values) => {
    expect((await hogQl(query, values)).status).toBe(400);
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
