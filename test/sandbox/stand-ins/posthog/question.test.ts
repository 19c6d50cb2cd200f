import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { looksQuery } from '#adapters/posthog/look/look-query.ts';
import type { Condition, Measure, Metric } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { BaselineRequest, LookRequest, SurfaceRule } from '#ports/look-request.ts';
import { readQuestion } from '#sandbox/stand-ins/posthog/question.ts';

const text = fc.string({ maxLength: 12 });
const days = fc.integer({ min: 1, max: 30 });
const value = fc.oneof(text, fc.integer(), fc.boolean());
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ property: text, operator: fc.constantFrom('exact' as const, 'is_not' as const), value }),
  fc.record({ property: text, operator: fc.constantFrom('gt' as const, 'lt' as const), value: fc.integer() }),
  fc.record({ property: text, operator: fc.constant('icontains' as const), value: text }),
  fc.record({ property: text, operator: fc.constant('is_set' as const) }),
);
const where = fc.option(fc.array(condition, { minLength: 1, maxLength: 2 }), { nil: undefined });
const measure: fc.Arbitrary<Measure> = fc.oneof(
  measureOf(fc.constant(null), fc.constantFrom(undefined, 'count' as const)),
  measureOf(text, fc.constantFrom(undefined, 'sum' as const, 'unique' as const)),
);

function measureOf(
  property: fc.Arbitrary<string | null>,
  aggregate: fc.Arbitrary<'count' | 'sum' | 'unique' | undefined>,
): fc.Arbitrary<Measure> {
  return fc
    .record({ event: text, property, aggregate, where })
    .map(({ aggregate: found, where: rules, ...rest }) => ({
      ...rest,
      ...(found === undefined ? {} : { aggregate: found }),
      ...(rules === undefined ? {} : { where: rules }),
    }));
}

const COMMON = { name: '', description: '', desiredDirection: 'increase' } as const;
const metric: fc.Arbitrary<Metric> = fc
  .record({
    measure,
    key: text,
    windowDays: days,
    more: fc.oneof(
      fc.constantFrom<Partial<Metric>>(
        { kind: 'proportion' },
        { kind: 'proportion', atLeast: 3 },
        { kind: 'proportion', covariateDays: 14 },
        { kind: 'proportion', delayDays: 7, isRetention: true },
        { kind: 'mean', cap: { quantile: 0.99 } },
        { kind: 'mean', cap: { value: 40 }, covariateDays: 7 },
        { kind: 'mean', delayDays: 2 },
        { kind: 'quantile', quantile: 0.9 },
      ),
      measure.map((denominator): Partial<Metric> => ({ kind: 'ratio', denominator })),
    ),
  })
  .map(({ measure: own, more, ...rest }) => ({ ...COMMON, kind: 'mean', ...own, ...rest, ...more }));
const metrics = fc.array(metric, { maxLength: 3 });
const rule: fc.Arbitrary<TestAccountRule> = fc.oneof(
  fc.record({ property: text, operator: fc.constant('exact' as const), value }),
  fc.record({
    property: text,
    operator: fc.constantFrom('icontains' as const, 'not_icontains' as const, 'regex' as const),
    value: text,
  }),
);
const testAccounts = fc.record({ platformFilter: fc.boolean(), rules: fc.array(rule, { maxLength: 2 }) });
const moment = fc.integer({ min: 0, max: 2_000_000_000_000 });
const look = (platformFilter: boolean): fc.Arbitrary<LookRequest> =>
  fc
    .record({
      flagKey: text,
      variants: fc.array(text, { minLength: 2, maxLength: 4 }),
      exposure: fc.record({
        event: fc.constantFrom('$feature_flag_called' as const, '$experiment_exposure' as const),
      }),
      window: fc.record({ from: moment, until: moment }),
      metrics,
      testAccounts: testAccounts.map((accounts) => ({ ...accounts, platformFilter })),
      daily: fc.boolean(),
      dimensions: fc.array(text, { maxLength: 2 }),
      dailyMetric: fc.option(text, { nil: undefined }),
    })
    .map(({ dailyMetric, ...rest }) => (dailyMetric === undefined ? rest : { ...rest, dailyMetric }));
const surface: fc.Arbitrary<SurfaceRule> = fc.oneof(
  fc.record({ match: fc.constant('named' as const), value: text }),
  fc.record({
    match: fc.constantFrom('equals' as const, 'starts-with' as const, 'regex' as const),
    property: text,
    value: text,
  }),
  fc.record({
    match: fc.constant('event' as const),
    event: text,
    where: fc.array(condition, { maxLength: 2 }),
  }),
);
const baseline: fc.Arbitrary<BaselineRequest> = fc.record({
  surface: fc.array(surface, { minLength: 1, maxLength: 3 }),
  days,
  until: moment,
  metrics,
  testAccounts,
});

function bodyOf({ query, values }: HogQl, platformFilter: boolean) {
  const filters = platformFilter ? { filters: { filterTestAccounts: true } } : {};
  return { query: { kind: 'HogQLQuery', query, values, ...filters } };
}

describe('readQuestion', () => {
  it('reads back every look that the product can ask, alone or with others', () => {
    const looks = fc
      .boolean()
      .chain((filter) =>
        fc.tuple(fc.constant(filter), fc.array(look(filter), { minLength: 1, maxLength: 3 })),
      );
    fc.assert(
      fc.property(looks, ([filter, requests]) => {
        const body = bodyOf(looksQuery(requests), filter);
        expect(readQuestion(body)).toEqual({ kind: 'looks', requests });
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('reads back every baseline', () => {
    fc.assert(
      fc.property(baseline, (request) => {
        const body = bodyOf(baselineFiguresQuery(request), request.testAccounts.platformFilter);
        expect(readQuestion(body)).toEqual({ kind: 'baseline', request });
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  it('takes no query in which one character or one value is another', () => {
    fc.assert(
      fc.property(look(true), fc.nat(), (request, place) => {
        const { query, values, name } = looksQuery([request]);
        const at = place % query.length;
        const other = `${query.slice(0, at)}${query[at] === '0' ? '1' : '0'}${query.slice(at + 1)}`;
        expect(typeof readQuestion(bodyOf({ name, values, query: other }, true))).toBe('string');
        const until = new Date(request.window.until + 1).toISOString();
        const later = { ...values, until };
        const read = readQuestion(bodyOf({ name, query, values: later }, true));
        expect(read).not.toEqual({ kind: 'looks', requests: [request] });
      }),
      { seed: 10, numRuns: 200 },
    );
  });
});
