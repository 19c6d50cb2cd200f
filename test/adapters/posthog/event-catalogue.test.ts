import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostHogEvents } from '#adapters/posthog/event-catalogue.ts';
import type { EventCatalogue } from '#ports/event-catalogue.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { DAY } from '#shared/clock.ts';
import { sendEvents } from '#test/support/send-events.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const MONTH = { from: NOW - 30 * DAY, until: NOW };

let posthog: SandboxPostHog;
let events: EventCatalogue;
beforeAll(async () => {
  posthog = await startPostHog({ now: () => NOW });
  events = createPostHogEvents(optionsOf(posthog));
  await sendEvents(posthog, [
    { event: 'quest_finished', distinct_id: 'a', at: NOW - 3 * DAY },
    { event: 'quest_finished', distinct_id: 'a', at: NOW - 2 * DAY },
    { event: 'quest_finished', distinct_id: 'b', at: NOW - 9 * DAY },
    { event: 'shop_opened', distinct_id: 'b', at: NOW - DAY },
    { event: 'shop_opened', distinct_id: 'b', at: NOW - 31 * DAY },
    { event: 'long_gone', distinct_id: 'b', at: NOW - 40 * DAY },
  ]);
});
afterAll(() => posthog.close());

function optionsOf({ url, projectId, personalApiKey }: SandboxPostHog) {
  return { host: url, projectId, personalApiKey };
}

describe('the events of PostHog', () => {
  it('are those of the window, with how often, how many units and when last', async () => {
    expect(await events.seenEvents(MONTH)).toEqual([
      { event: 'quest_finished', count: 3, units: 2, lastSeenAt: NOW - 2 * DAY },
      { event: 'shop_opened', count: 1, units: 1, lastSeenAt: NOW - DAY },
    ]);
  });

  it('are asked for by name, whatever stands in it', async () => {
    const only = ["it's {odd}", 'shop_opened', 'long_gone'];
    expect((await events.seenEvents(MONTH, only)).map(({ event }) => event)).toEqual(['shop_opened']);
  });
});

const step = (more: object) => [{ event: 'order_completed', ...more }];
const filter = (more: object) => step({ properties: [{ key: 'plan', type: 'event', ...more }] });

describe('an action of PostHog', () => {
  it.each([
    ['an event', step({}), {}],
    [
      'a filter',
      filter({ operator: 'exact', value: ['pro'] }),
      { where: [{ property: 'plan', operator: 'exact', value: 'pro' }] },
    ],
    [
      'a filter without an operator',
      filter({ value: 'pro' }),
      { where: [{ property: 'plan', operator: 'exact', value: 'pro' }] },
    ],
    [
      'a comparison',
      filter({ operator: 'gt', value: '5' }),
      { where: [{ property: 'plan', operator: 'gt', value: 5 }] },
    ],
    [
      'a set property',
      filter({ operator: 'is_set', value: 'is_set' }),
      { where: [{ property: 'plan', operator: 'is_set' }] },
    ],
    [
      'a whole address',
      step({ url: 'https://a.b/c', url_matching: 'exact' }),
      { where: [{ property: '$current_url', operator: 'exact', value: 'https://a.b/c' }] },
    ],
  ])('becomes a measure if it has %s', async (_, steps, more) => {
    posthog.defineAction({ id: nextId(), name: 'Ordered', steps });
    const found = (await events.actions()).at(-1);
    expect(found?.measure).toEqual({
      kind: 'ok',
      value: { event: 'order_completed', property: null, ...more },
    });
  });

  it.each([
    ['two steps', [...step({}), ...step({})], 'It has 2 steps'],
    ['no step', [], 'It has no step'],
    ['no event', [{ url: 'https://a.b', url_matching: 'exact' }], 'It names no event'],
    ['a selector', step({ selector: '.buy' }), 'It matches elements of the page (selector)'],
    ['a part of an address', step({ url: '/c' }), 'It matches a part or a pattern of the address'],
    ['a pattern of an address', step({ url: '/c', url_matching: 'regex' }), 'It matches a part or a pattern'],
    ['a filter on the person', filter({ type: 'person', value: 'a' }), 'belongs to a person'],
    ['a filter on a cohort', filter({ type: 'cohort', value: 3 }), 'belongs to a cohort'],
    ['a choice of values', filter({ value: ['a', 'b'] }), 'does not name exactly one value'],
    ['a pattern', filter({ operator: 'regex', value: 'a' }), 'by "regex", which metrics cannot'],
    ['a comparison with text', filter({ operator: 'lt', value: 'soon' }), 'which is no number'],
  ])('is refused with a sentence if it has %s', async (_, steps, says) => {
    posthog.defineAction({ id: nextId(), name: 'Other', steps });
    expect((await events.actions()).at(-1)?.measure).toEqual({
      kind: 'refused',
      problem: expect.stringContaining(says),
    });
  });

  it('is found on every page, and not if it was deleted', async () => {
    for (let more = 0; more < 120; more += 1)
      posthog.defineAction({ id: nextId(), name: `More ${more}`, steps: step({}) });
    posthog.defineAction({ id: nextId(), name: 'Gone', deleted: true, steps: step({}) });
    const found = await events.actions();
    expect(found.length).toBeGreaterThan(130);
    expect(found.at(-1)?.name).toBe('More 119');
  });
});

let id = 0;
function nextId(): number {
  id += 1;
  return id;
}

const node = (more: object = {}) => ({ kind: 'EventsNode', event: 'order_completed', ...more });
const measure = { event: 'order_completed', property: null };
const usual = { desiredDirection: 'increase', windowDays: 28 };

describe('a saved metric of PostHog', () => {
  it.each([
    ['mean', { source: node() }, { kind: 'mean', ...usual, ...measure }],
    [
      'mean',
      {
        source: node({ math: 'sum', math_property: 'revenue' }),
        goal: 'decrease',
        conversion_window: 2,
        conversion_window_unit: 'week',
      },
      {
        kind: 'mean',
        event: 'order_completed',
        property: 'revenue',
        desiredDirection: 'decrease',
        windowDays: 14,
      },
    ],
    [
      'mean',
      { source: node({ math: 'unique_session' }) },
      { kind: 'mean', ...usual, event: 'order_completed', property: '$session_id', aggregate: 'unique' },
    ],
    ['mean', { source: node({ math: 'dau' }) }, { kind: 'proportion', ...usual, ...measure }],
    [
      'mean',
      { source: node(), upper_bound_percentile: 0.95, ignore_zeros: true },
      { kind: 'mean', ...usual, ...measure, cap: { quantile: 0.95 } },
    ],
    [
      'funnel',
      { series: [node()], conversion_window: 72, conversion_window_unit: 'hour' },
      { kind: 'proportion', desiredDirection: 'increase', windowDays: 3, ...measure },
    ],
    [
      'ratio',
      { numerator: node({ math: 'sum', math_property: 'revenue' }), denominator: node() },
      { kind: 'ratio', ...usual, event: 'order_completed', property: 'revenue', denominator: measure },
    ],
  ])('of the kind %s becomes a metric: %j', async (metricType, query, metric) => {
    expect(await saved({ kind: 'ExperimentMetric', metric_type: metricType, ...query })).toEqual({
      name: 'Saved',
      description: 'as people saved it',
      metric: { kind: 'ok', value: metric },
    });
  });

  it.each([
    [{ kind: 'ExperimentTrendsQuery' }, 'of the old kind ExperimentTrendsQuery'],
    [
      { metric_type: 'mean', source: node(), conversion_window: 90, conversion_window_unit: 'minute' },
      'not a whole number of days',
    ],
    [
      { metric_type: 'mean', source: node(), conversion_window: 30, conversion_window_unit: 'hour' },
      'not a whole number of days',
    ],
    [{ metric_type: 'mean', source: node({ math: 'avg', math_property: 'x' }) }, 'computes "avg"'],
    [{ metric_type: 'mean', source: node({ math: 'hogql' }) }, 'computes "hogql"'],
    [{ metric_type: 'mean', source: node({ math: 'sum' }) }, 'sums no property'],
    [{ metric_type: 'mean', source: node({ math_multiplier: 100 }) }, 'multiplies'],
    [{ metric_type: 'mean', source: node({ event: null }) }, 'counts every event'],
    [{ metric_type: 'mean', source: { kind: 'ActionsNode', id: 3 } }, 'counts an action'],
    [{ metric_type: 'mean', source: { kind: 'ExperimentDataWarehouseNode' } }, 'reads a source of the kind'],
    [{ metric_type: 'mean', source: node(), lower_bound_percentile: 0.05 }, 'raises small values'],
    [{ metric_type: 'mean', source: node(), upper_bound_percentile: 0.95 }, 'cap counts units with 0'],
    [{ metric_type: 'mean' }, 'names no event'],
    [{ metric_type: 'funnel', series: [node(), node()] }, 'funnel of 2 steps'],
    [
      { metric_type: 'funnel', series: [node({ properties: [{ key: 'a', type: 'person', value: 1 }] })] },
      'belongs to a person',
    ],
    [{ metric_type: 'ratio', numerator: node() }, 'names no event'],
    [{ metric_type: 'retention' }, 'start event of its own'],
    [{ metric_type: 'tomorrow' }, 'kind "tomorrow"'],
  ])('%j is refused with a sentence', async (query, says) => {
    const found = await saved({ kind: 'ExperimentMetric', ...query });
    expect(found?.metric).toEqual({ kind: 'refused', problem: expect.stringContaining(says) });
  });

  it('that is not there is null', async () => {
    expect(await events.savedMetric(123_456)).toBeNull();
  });

  async function saved(query: object) {
    const one = nextId();
    posthog.saveMetric({ id: one, name: 'Saved', description: 'as people saved it', query });
    return events.savedMetric(one);
  }
});

it('a key without the scope is refused with the scope that it lacks', async () => {
  const other = await startPostHog({ now: () => NOW, scopes: ['query:read'] });
  const poor = createPostHogEvents(optionsOf(other));
  await expect(poor.actions()).rejects.toMatchObject({
    code: 'posthog.forbidden',
    message: expect.stringContaining('action:read'),
  });
  await expect(poor.savedMetric(1)).rejects.toMatchObject({
    message: expect.stringContaining('experiment_saved_metric:read'),
  });
  await expect(poor.seenEvents(MONTH)).resolves.toEqual([]);
  await other.close();
});
