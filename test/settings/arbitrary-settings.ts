import fc from 'fast-check';
import type { RuleSet } from '#domain/decision/decision-rule.ts';
import type { Condition, Measure, Metric } from '#domain/metric.ts';
import { ISSUE_KINDS } from '#settings/alerts.ts';
import { WEEKDAYS } from '#settings/digests.ts';
import type { Settings } from '#settings/settings.ts';

/** Text of every kind that a file may hold: quotes, colons, comment signs, line breaks, words that YAML reads otherwise. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: 'grapheme' }),
      fc.string({ minLength: 1, maxLength, unit: 'binary-ascii' }),
      fc.constantFrom(
        'yes',
        'null',
        '~',
        '08',
        '1e3',
        '- a',
        'a: b',
        '#',
        '"',
        "'",
        ' a ',
        '2026-01-01',
        '.nan',
      ),
    )
    .filter((value) => value.trim() !== '' && value.length <= maxLength && !/[^\P{Cc}\n\t]/u.test(value));

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  .map((value) => value + 0);
const scalar = fc.oneof(text(20), number, fc.boolean());

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    property: text(20),
    operator: fc.constantFrom('exact' as const, 'is_not' as const),
    value: scalar,
  }),
  fc.record({ property: text(20), operator: fc.constantFrom('gt' as const, 'lt' as const), value: number }),
  fc.record({ property: text(20), operator: fc.constant('icontains' as const), value: text(20) }),
  fc.record({ property: text(20), operator: fc.constant('is_set' as const) }),
);
const where = fc.array(condition, { maxLength: 3 });
const optional = { requiredKeys: [] as [] };

const measure: fc.Arbitrary<Measure> = fc
  .tuple(text(20), fc.constantFrom('count', 'sum', 'unique'), text(20), fc.record({ where }, optional))
  .map(([event, aggregate, property, more]) => ({
    event,
    property: aggregate === 'count' ? null : property,
    ...(aggregate === 'unique' ? { aggregate: 'unique' as const } : {}),
    ...more,
  }));

const column = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const eventTable = {
  table: fc.array(column, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
  unit: column,
  time: fc.record({
    column,
    form: fc.constantFrom('timestamp', 'text', 'seconds', 'milliseconds', 'microseconds'),
  }),
  columns: fc.dictionary(
    text(20).filter((name) => name !== '__proto__'),
    fc.record({ column, type: fc.constantFrom('text', 'number') }),
    { maxKeys: 3 },
  ),
  partition: column,
  filters: where,
};
const inEveryTable = ['table', 'unit', 'time'] as const;
const warehouse: fc.Arbitrary<NonNullable<Settings['warehouse']>> = fc.record(
  {
    exposures: fc.record(
      { ...eventTable, properties: column, event: column, experiment: text(20), variant: text(20) },
      { requiredKeys: [...inEveryTable, 'properties', 'experiment', 'variant'] },
    ),
    facts: fc.array(
      fc.record(
        {
          ...eventTable,
          properties: column,
          id: column,
          event: fc.oneof(fc.record({ column }), fc.record({ name: text(20) })),
        },
        { requiredKeys: [...inEveryTable, 'event'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    unitsAreText: fc.boolean(),
  },
  { requiredKeys: ['exposures', 'facts'] },
);

const days = fc
  .integer({ min: 1, max: 90 })
  .chain((windowDays) =>
    fc.record(
      { windowDays: fc.constant(windowDays), delayDays: fc.integer({ min: 0, max: windowDays - 1 }) },
      { requiredKeys: ['windowDays'] },
    ),
  );
const event = text(20).map((name) => ({ event: name, property: null }));
const covariate = fc.record({ covariateDays: fc.integer({ min: 1, max: 90 }) }, optional);
const cap = fc.oneof(
  fc.record({ value: fc.double({ min: 0.001, max: 1e6, noNaN: true }) }),
  fc.record({ quantile: fc.double({ min: 0.51, max: 0.999, noNaN: true }) }),
);

const measured = fc.oneof(
  fc
    .tuple(
      event,
      days,
      covariate,
      fc.record({ where, atLeast: fc.integer({ min: 1, max: 1_000 }) }, optional),
    )
    .map(([main, window, more, rest]) => ({
      kind: 'proportion' as const,
      ...main,
      ...window,
      ...more,
      ...rest,
    })),
  fc
    .tuple(measure, days, covariate, fc.record({ cap }, optional))
    .map(([main, window, more, rest]) => ({ kind: 'mean' as const, ...main, ...window, ...more, ...rest })),
  fc
    .tuple(measure, measure, days)
    .map(([main, denominator, window]) => ({ kind: 'ratio' as const, ...main, denominator, ...window })),
  fc
    .tuple(
      text(20),
      text(20),
      fc.integer({ min: 1, max: 90 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.record({ where }, optional),
    )
    .map(([name, property, windowDays, quantile, rest]) => ({
      ...{ kind: 'quantile' as const, event: name, property, windowDays, quantile, ...rest },
    })),
  fc
    .tuple(event, fc.integer({ min: 1, max: 90 }), fc.record({ where }, optional))
    .chain(([main, windowDays, rest]) =>
      fc.integer({ min: 0, max: windowDays - 1 }).map((delayDays) => ({
        ...{
          kind: 'proportion' as const,
          isRetention: true as const,
          ...main,
          windowDays,
          delayDays,
          ...rest,
        },
      })),
    ),
);

const margin = fc.double({ min: 0.001, max: 0.5, noNaN: true });
const common = fc
  .tuple(
    text(60),
    fc.constantFrom('increase' as const, 'decrease' as const),
    fc.record({ margin, mustHold: fc.boolean(), worthHaving: margin }, optional),
  )
  .map(([description, desiredDirection, more]) => ({ description, desiredDirection, ...more }));

const metrics: fc.Arbitrary<readonly Metric[]> = fc
  .uniqueArray(fc.tuple(key, text(60), common, measured), {
    minLength: 2,
    maxLength: 6,
    selector: ([one]) => one,
  })
  .filter((all) => new Set(all.map(([, name]) => name)).size === all.length)
  .map((all) => all.map(([one, name, first, second]) => ({ key: one, name, ...first, ...second })));

const userId = fc.stringMatching(/^[UW][A-Z0-9]{1,10}$/);
const rule = fc.oneof(
  fc.record({ match: fc.constant('named' as const), value: text(20) }),
  fc.record({
    match: fc.constantFrom('equals' as const, 'starts-with' as const),
    property: text(20),
    value: text(20),
  }),
  fc.record({
    match: fc.constant('regex' as const),
    property: text(20),
    value: fc.constantFrom('^a+$', '\\d{2}', 'ä|#'),
  }),
  fc.record({ match: fc.constant('event' as const), event: text(20), where }),
);
const testRule = fc.oneof(
  fc.record({ property: text(20), operator: fc.constant('exact' as const), value: scalar }),
  fc.record({
    property: text(20),
    operator: fc.constantFrom('icontains' as const, 'not_icontains' as const),
    value: text(20),
  }),
);
const named = <Value>(value: fc.Arbitrary<Value>, maxLength: number) =>
  fc.uniqueArray(value, { minLength: 1, maxLength });

const time = fc
  .integer({ min: 0, max: 1_438 })
  .map((minute) =>
    [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0')).join(':'),
  );
const quietHours = fc.record(
  {
    from: time,
    until: fc.constant('23:59'),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu'),
    weekends: fc.constant(true as const),
  },
  { requiredKeys: ['from', 'until'] },
);

const ownSet: RuleSet = {
  name: 'own',
  description: '',
  rows: [
    { rule: 'unsound', when: { 'data-sound': 'not-met' }, recommend: 'do-not-read' },
    { rule: 'ask', when: {}, recommend: 'ask-person' },
  ],
};

const channels = named(fc.stringMatching(/^[CG][A-Z0-9]{1,10}$/), 3);
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const everyDay = fc.record({ channels, at: timeOfDay });
const onADay = fc.record({ channels, at: timeOfDay, day: fc.constantFrom(...WEEKDAYS) });
const digests = fc.record(
  {
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'),
    ...{ daily: everyDay, weekly: onADay, review: onADay, monthly: everyDay },
  },
  { requiredKeys: ['timeZone'] },
);
const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const targets = fc.record({
  experimentsPerQuarter: fc.integer({ min: 1, max: 1_000 }),
  daysToDecision: fc.integer({ min: 1, max: 365 }),
  ...{ winRate: share, provenShipped: share },
});

/** Settings of every shape that a file may have. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    metrics,
    roles: fc.record({ approvers: named(userId, 3), admins: fc.uniqueArray(userId, { maxLength: 2 }) }),
    repositories: named(fc.stringMatching(/^[a-z.-]{1,8}\/[a-z_-]{1,8}$/), 3),
    surfaces: fc.uniqueArray(
      fc.record({
        name: text(30),
        rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
        crossesLogin: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3, selector: ({ name }) => name },
    ),
    alpha: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
    highRiskAlpha: fc.double({ min: 0.001, max: 0.01, noNaN: true }),
    decisionRules: fc
      .record({ ofHigh: fc.constantFrom('clear-signals', 'own'), descriptions: text(40) })
      .map(({ ofHigh, descriptions }) => ({
        byRisk: { low: 'worth-having', medium: 'do-no-harm', high: ofHigh },
        sets: [{ ...ownSet, description: descriptions }],
      })),
    power: fc.double({ min: 0.8, max: 0.99, noNaN: true }),
    margin,
    retentionDays: fc.integer({ min: 0, max: 36_500 }),
    testAccounts: fc.record({ platformFilter: fc.boolean(), rules: fc.array(testRule, { maxLength: 3 }) }),
    dimensions: fc.uniqueArray(text(20), { maxLength: 3 }),
    templates: fc.uniqueArray(fc.record({ name: text(20), description: text(40) }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ name }) => name,
    }),
    more: fc.record(
      {
        launch: fc.constantFrom(
          { steps: [{ share: 0.05, days: 0 }] },
          {
            steps: [
              { share: 0.05, days: 0.5 },
              { share: 0.1, days: 7 },
              { share: 1, days: 0 },
            ],
          },
        ),
        product: text(60),
        escalation: fc
          .record({ productManagers: named(userId, 2), leadership: named(userId, 2) })
          .chain((people) => fc.constantFrom(people, { ...people, leadershipChannel: 'C012AB3CD' })),
      },
      optional,
    ),
    alerts: fc.option(
      fc
        .record({
          perDay: fc.integer({ min: 0, max: 50 }),
          graceHours: fc.integer({ min: 0, max: 72 }),
          channels: fc.uniqueArray(
            fc.record(
              {
                channel: fc.stringMatching(/^C[A-Z0-9]{1,8}$/),
                perDay: fc.integer({ min: 0, max: 50 }),
                quietHours,
              },
              { requiredKeys: ['channel'] },
            ),
            { maxLength: 2, selector: ({ channel }) => channel },
          ),
          more: fc.record({ quietHours }, optional),
        })
        .map(({ more, ...all }) => ({ ...all, ...more })),
      { nil: undefined },
    ),
    routing: fc.option(fc.record({ issues: fc.uniqueArray(fc.constantFrom(...ISSUE_KINDS)) }), {
      nil: undefined,
    }),
    owned: fc.option(fc.record({ surface: userId, metric: userId }), { nil: undefined }),
    waits: fc.option(
      fc.record({
        remindAfterDays: fc.integer({ min: 0, max: 60 }),
        callAfterDays: fc.integer({ min: 0, max: 60 }),
        withdrawAfterDays: fc.integer({ min: 0, max: 365 }),
      }),
      { nil: undefined },
    ),
    told: fc.record({ digests, targets, warehouse }, optional),
    watched: fc.constantFrom('nothing', 'errors', 'both'),
    afterwards: fc.record({
      decideWithinDays: fc.integer({ min: 0, max: 365 }),
      harmWithinDays: fc.integer({ min: 0, max: 365 }),
      record: fc.boolean(),
      handoff: fc.boolean(),
      autoRegressionLimit: fc.double({ min: 0.001, max: 1, noNaN: true }),
      steps: fc
        .uniqueArray(
          fc.record({
            share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
            days: fc.integer({ min: 1, max: 60 }),
          }),
          {
            maxLength: 4,
            selector: ({ share }) => share,
          },
        )
        .map((steps) => steps.toSorted((one, other) => one.share - other.share)),
      holdback: fc.option(
        fc.record({
          share: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
          weeks: fc.integer({ min: 1, max: 26 }),
        }),
      ),
    }),
    usualDays: fc.option(fc.integer({ min: 7, max: 28 })),
    picks: fc.record({ metric: fc.nat(), surface: fc.nat(), repository: fc.nat() }),
  })
  .map((drawn) => {
    const {
      alpha,
      highRiskAlpha,
      power,
      margin: worst,
      usualDays,
      picks,
      more,
      watched,
      waits,
      told,
      alerts,
      routing,
      owned,
      ...rest
    } = drawn;
    const at = <Item>(list: readonly Item[], pick: number) => list[pick % list.length] as Item;
    const { key: goalMetric, kind } = at(rest.metrics, picks.metric);
    return {
      ...rest,
      ...{ ...more, ...told },
      ...(waits === undefined ? {} : { waits }),
      ...(alerts === undefined ? {} : { alerts }),
      ...(routing === undefined ? {} : { routing }),
      ...(owned === undefined
        ? {}
        : {
            owners: {
              surfaces: { [at(rest.surfaces, picks.surface).name]: owned.surface },
              metrics: { [goalMetric]: owned.metric },
            },
          }),
      ...(watched === 'nothing' || kind === 'quantile'
        ? {}
        : {
            watch: {
              errors: goalMetric,
              ...(watched === 'both' ? { satisfaction: goalMetric, privacy: goalMetric } : {}),
              ...{ regression: 0.2, pausesForIntegrity: watched === 'both' },
            },
          }),
      guardrails: [goalMetric],
      defaults: {
        ...{ alpha, highRiskAlpha, power, margin: worst },
        ...(usualDays === null ? {} : { usualDays }),
        risk: [
          { goalMetric, atLeast: 'medium' as const },
          { surface: at(rest.surfaces, picks.surface).name, atLeast: 'high' as const },
          { repository: at(rest.repositories, picks.repository), atLeast: 'low' as const },
        ],
      },
    };
  });
