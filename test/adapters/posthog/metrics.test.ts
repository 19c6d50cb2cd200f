import { describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { baselineQuery, exposuresQuery, momentsQuery } from '#adapters/posthog/queries.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { DAY } from '#shared/clock.ts';
import {
  describeMetricsSource,
  FLAG,
  type MetricsSourceFixture,
  ORDERED,
  REVENUE,
} from '#test/contracts/describe-metrics-source.ts';

const START = Date.UTC(2026, 2, 1);
const EVEN = { control: 0.5, treatment: 0.5 };
const FAULTS = {
  unreachable: 'unreachable',
  unavailable: 'http-500',
  'rate-limited': 'ratelimited',
  unauthorised: 'http-401',
  forbidden: 'http-403',
  silence: 'timeout',
  garbled: 'garbled',
} as const;

const KNOWN = {
  control: { units: 1_003, successes: 101, revenueMean: 3.5, revenueVariance: 410.25 },
  treatment: { units: 998, successes: 137, revenueMean: 4.75, revenueVariance: 520.5 },
};

const arm = ({ units, successes, revenueMean, revenueVariance }: (typeof KNOWN)['control']) => ({
  units,
  metrics: {
    order_completed: { kind: 'proportion', successes },
    'order_completed.revenue': {
      kind: 'mean',
      mean: revenueMean,
      variance: revenueVariance,
      nonZero: successes,
    },
  } as const,
});

const SCENARIO: Scenario = {
  name: 'known',
  source: 'made for the contract',
  matches: /^known-experiment$/,
  surfaces: /known surface/,
  days: 10,
  rollout: 0.5,
  seed: 7,
  arms: { control: arm(KNOWN.control), treatment: arm(KNOWN.treatment) },
  baseline: { order_completed: { mean: 0.1, variance: 0.09, unitsPerDay: 400.25 } },
  multiple: 12,
  drawn: [],
};

describeMetricsSource('PostHog', async (): Promise<MetricsSourceFixture> => {
  let now = START;
  const posthog = await startPostHog({ now: () => now, scenarios: [SCENARIO] });
  const { url: host, projectId, personalApiKey } = posthog;
  const options = { host, projectId, personalApiKey, timeoutMs: 1_500 };
  await createPostHogFlags(options).ensure(FLAG, 'Known', { active: true, rollout: 0.5, allocation: EVEN });
  now += 10 * DAY;
  return {
    source: createPostHogMetrics(options),
    window: { from: START, until: now },
    known: KNOWN,
    multiple: SCENARIO.multiple,
    baseline: { mean: 0.1, variance: 0.09, unitsPerDay: 400.25 },
    failNext: (kind) => posthog.fail({ kind: FAULTS[kind], times: 1 }),
    stop: posthog.close,
  };
});

/** Asks a server that gives this one answer to everything. */
async function askingOne<T>(
  answer: unknown,
  ask: (source: ReturnType<typeof createPostHogMetrics>) => Promise<T>,
) {
  const wire = await startWire({
    handle: () => ({ status: 200, body: JSON.stringify(answer) }),
  });
  try {
    return await ask(
      createPostHogMetrics({
        host: wire.url,
        projectId: '1',
        personalApiKey: 'phx',
        timeoutMs: 300,
        pollMs: 10,
      }),
    );
  } finally {
    await wire.close();
  }
}

const window = { from: START, until: START + DAY };

describe('createPostHogMetrics', () => {
  it('leaves out an arm that has too few units for a variance', async () => {
    const results = [
      ['control', 1, 0, null],
      ['treatment', 2, 0.5, 0.5],
      ['second', 1, 1, 0],
      ['third', 0, null, null],
    ];
    const moments = await askingOne({ results }, (source) => source.moments(FLAG, ORDERED, window));
    expect(moments).toEqual({ treatment: { n: 2, mean: 0.5, m2: 0.5 } });
  });
  it('has no figures from an empty table', async () => {
    const figures = await askingOne({ results: [] }, (source) =>
      source.baseline(ORDERED, 'checkout', 28, START),
    );
    expect(figures).toEqual({ mean: 0, variance: 0, units: 0, unitsPerDay: 0 });
  });
  it('never gives a negative sum of squares', async () => {
    const results = [['control', 10, 1, -1e-18]];
    const moments = await askingOne({ results }, (source) => source.moments(FLAG, REVENUE, window));
    expect(moments['control']?.m2).toBe(0);
  });
  it.each([
    ['rows of another shape', { results: [[1, 'control']] }],
    ['half a unit', { results: [['control', 1.5]] }],
    ['no table', { columns: [] }],
  ])('does not take %s', async (_, answer) => {
    const asking = askingOne(answer, (source) => source.exposures(FLAG, window));
    await expect(asking).rejects.toMatchObject({ code: 'posthog.unexpected-answer', retryable: true });
  });
  it('asks again later for what PostHog is still computing', async () => {
    const pending = { query_status: { id: 'x', complete: false } };
    const asking = askingOne(pending, (source) => source.exposures(FLAG, window));
    await expect(asking).rejects.toMatchObject({ code: 'posthog.query-pending', retryable: true });
  });
});

describe('the queries', () => {
  it('keep everything from outside in values', () => {
    const evil = "x' OR 1=1 --";
    const metric = { ...REVENUE, event: evil, property: evil };
    const { query, values } = momentsQuery(evil, metric, window.from, window.until);
    expect(query).not.toContain(evil);
    expect(values).toEqual({
      flag_key: evil,
      metric_event: evil,
      property: evil,
      window_days: 7,
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-02T00:00:00.000Z',
    });
  });
  it('count only units whose window is over, if events come late', () => {
    const late = { ...ORDERED, windowDays: 8, delayDays: 7 };
    const matured = 'exposed_at <= toDateTime({until}) - toIntervalDay({maturity_days})';
    const moments = momentsQuery(FLAG, late, 0, 1);
    expect(moments.query).toContain(`HAVING variants_met = 1 AND ${matured}`);
    expect(moments.values).toMatchObject({ window_days: 8, maturity_days: 8 });
    expect(baselineQuery('x', late, 0, 1).query).toContain(`GROUP BY person_id HAVING ${matured}`);
    for (const { query } of [momentsQuery(FLAG, ORDERED, 0, 1), exposuresQuery(FLAG, 0, 1)])
      expect(query).not.toContain('maturity');
  });
  it('count, ask once, or sum, as the metric says', () => {
    const once = momentsQuery(FLAG, ORDERED, 0, 1).query;
    const counted = momentsQuery(FLAG, { ...REVENUE, property: null }, 0, 1).query;
    const summed = momentsQuery(FLAG, REVENUE, 0, 1).query;
    expect(once).toMatch(/if\(countIf\(.*\) > 0, 1, 0\) AS value/);
    expect(counted).toMatch(/(?<!if\()countIf\(.*\) AS value/);
    expect(counted).not.toContain('> 0');
    expect(summed).toMatch(/sumIf\(outcome\.amount, .*\) AS value|ifNull\(sumIf\(outcome\.amount/);
  });
});
