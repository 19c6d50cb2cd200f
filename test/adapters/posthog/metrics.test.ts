import { describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { DAY } from '#shared/clock.ts';
import {
  askOnce,
  beforeOf,
  describeMetricsSource,
  FLAG,
  type MetricsSourceFixture,
  ORDERED,
  REVENUE,
  requestOf,
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
  withoutVariant: 34,
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
    withoutVariant: 34,
    asked: () => posthog.requests.filter(({ path }) => path.endsWith('/query/')).length,
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

/** What is sent for a question, of which no answer is awaited. */
async function sentFor(ask: (source: ReturnType<typeof createPostHogMetrics>) => Promise<unknown>) {
  const bodies: unknown[] = [];
  const wire = await startWire({
    handle: ({ body }) => {
      bodies.push(JSON.parse(body.toString()));
      return { status: 200, body: JSON.stringify({ results: [] }) };
    },
  });
  try {
    await ask(createPostHogMetrics({ host: wire.url, projectId: '1', personalApiKey: 'phx' }));
  } finally {
    await wire.close();
  }
  return bodies;
}

describe('createPostHogMetrics', () => {
  it('has no figures from an empty table', async () => {
    const empty = { results: [] };
    const look = await askingOne(empty, (source) => askOnce(source, window, [ORDERED]));
    const arm = { n: 0, mean: null, variance: null };
    expect(look).toEqual({
      units: { control: 0, treatment: 0 },
      multiple: 0,
      withoutVariant: 0,
      moments: { [ORDERED.key]: { control: arm, treatment: arm } },
      unusable: { [ORDERED.key]: 0 },
      daily: [],
      segments: [],
    });
    const before = await askingOne(empty, (source) => source.baseline(beforeOf(START, 7, [ORDERED])));
    expect(before.units).toBe(0);
    expect(before.firstSeen).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
  it('reads a quantile, and the bounds that its error is read off', async () => {
    let now = START;
    const posthog = await startPostHog({ now: () => now, scenarios: [SCENARIO] });
    const { url: host, projectId, personalApiKey } = posthog;
    const options = { host, projectId, personalApiKey };
    const median = { ...REVENUE, key: 'median', kind: 'quantile', quantile: 0.5 } as const;
    try {
      await createPostHogFlags(options).ensure(FLAG, 'Known', {
        ...{ active: true, rollout: 0.5, allocation: EVEN },
      });
      now += 10 * DAY;
      const { moments } = await askOnce(createPostHogMetrics(options), { from: START, until: now }, [median]);
      const { n = 0, mean, variance, bounds } = moments['median']?.['control'] ?? {};
      expect([n, mean, variance]).toEqual([1_003, expect.closeTo(3.5, 9), null]);
      // Of normal values the median's error is that of the mean times the root of pi / 2.
      const error = ((bounds?.upper ?? 0) - (bounds?.lower ?? 0)) / (2 * 1.959964);
      expect(error).toBeCloseTo(Math.sqrt((410.25 * Math.PI) / 2 / n), 2);
    } finally {
      await posthog.close();
    }
  });

  it('does not fail at units without a variant, whatever their arm has', async () => {
    const results = [
      [0, 'all', null, 1, 40, [40, 0.1, 0.09, null, null, null, null]],
      [0, 'all', null, 0, 12, [0, null, null, null, null, null, null]],
    ];
    const look = await askingOne({ results }, (source) => askOnce(source, window, [ORDERED]));
    expect(look).toMatchObject({ units: { control: 40, treatment: 0 }, withoutVariant: 12 });
  });
  it('asks PostHog to leave out internal and test users, by the filter of the project', async () => {
    const [look, before, events] = await sentFor(async (source) => {
      await askOnce(source, window, [ORDERED]);
      await source.baseline(beforeOf(START, 7, [ORDERED]));
      await source.exposureEvents(window);
    });
    const filters = { filterTestAccounts: true };
    expect(look).toMatchObject({ query: { kind: 'HogQLQuery', filters }, refresh: 'blocking' });
    expect(before).toMatchObject({ query: { filters } });
    expect(events).not.toHaveProperty('query.filters');
    const testAccounts = { platformFilter: false, rules: [] };
    const [all] = await sentFor((source) =>
      source.looks([{ ...requestOf(window, [ORDERED]), testAccounts }]),
    );
    expect(all).not.toHaveProperty('query.filters');
  });
  it('keeps everything from outside in values', async () => {
    const evil = "x' OR 1=1 --";
    const metric = { ...ORDERED, event: evil };
    const [body] = await sentFor((source) => source.looks([requestOf(window, [metric], evil)]));
    expect(body).toMatchObject({ query: { values: { flag_key: evil, m0_event: evil } } });
    expect(body).toHaveProperty('query.query', expect.not.stringContaining(evil));
  });
  it.each([
    ['rows of another shape', { results: [[1, 'control']] }],
    ['half a unit', { results: [[0, 'all', null, 1, 1.5, []]] }],
    ['a variant that was not asked for', { results: [[0, 'all', null, 3, 1, []]] }],
    ['no table', { columns: [] }],
  ])('does not take %s', async (_, answer) => {
    const asking = askingOne(answer, (source) => askOnce(source, window));
    await expect(asking).rejects.toMatchObject({ code: 'posthog.unexpected-answer', retryable: true });
  });
  it.each([
    ['without results', { query_status: { id: 'x', complete: false } }],
    ['with none yet', { results: null, query_status: { id: 'x', complete: false } }],
  ])('asks again later for what PostHog is still computing, %s', async (_, pending) => {
    const asking = askingOne(pending, (source) => askOnce(source, window));
    await expect(asking).rejects.toMatchObject({ code: 'posthog.query-pending', retryable: true });
  });
  it('takes no exposure event that it does not know', async () => {
    const asking = askingOne({ results: [['$pageview']] }, (source) => source.exposureEvents(window));
    await expect(asking).rejects.toMatchObject({ code: 'posthog.unexpected-answer' });
    const both = { results: [['$experiment_exposure'], ['$feature_flag_called']] };
    expect(await askingOne(both, (source) => source.exposureEvents(window))).toEqual([
      '$feature_flag_called',
      '$experiment_exposure',
    ]);
  });
});
