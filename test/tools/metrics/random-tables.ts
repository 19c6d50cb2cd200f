import fc from 'fast-check';
import type { Metric } from '#domain/metric.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { StoredEvent } from '#tools/hogql/event-store.ts';

const DAY = 86_400_000;
/** Two days before the clocks of Vienna go forward. */
const FROM = Date.UTC(2026, 2, 27, 6);
const UNTIL = FROM + 8 * DAY;

/** Zones whose clocks change, far from UTC on both sides, or stand at half hours. */
export const ZONES: readonly string[] = [
  'Europe/Vienna',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'UTC',
];

const VARIANTS = ['control', 'first', 'second'];
const NO_VARIANTS = [
  null,
  undefined,
  '',
  true,
  false,
  'true',
  'false',
  'Control',
  'control ',
  1,
  ['control'],
];
const AMOUNTS = [
  1,
  2.5,
  -3,
  0,
  '7',
  '1e2',
  '-0.5',
  'NaN',
  'Infinity',
  '',
  ' 1',
  true,
  null,
  undefined,
  1_000_000,
];

const metric = (key: string, kind: Metric['kind'], more: Partial<Metric> = {}): Metric => ({
  key,
  name: key,
  description: '',
  kind,
  desiredDirection: 'increase',
  event: 'order',
  property: null,
  windowDays: 3,
  ...more,
});

/** Metrics of every kind; each list is one text of a query, so that few texts are parsed. */
const METRICS: readonly (readonly Metric[])[] = [
  [],
  [
    metric('buys', 'proportion'),
    metric('orders', 'mean', { atLeast: 1 }),
    metric('twice', 'proportion', { atLeast: 2 }),
  ],
  [
    metric('revenue', 'mean', { property: 'amount' }),
    metric('pages', 'mean', { event: 'view', property: 'page', aggregate: 'unique' }),
  ],
  [
    metric('back', 'proportion', { isRetention: true, delayDays: 1 }),
    metric('late', 'mean', { delayDays: 2, property: 'amount' }),
  ],
  [
    metric('at_once', 'proportion', { isRetention: true, delayDays: 0 }),
    metric('views', 'mean', { event: 'view' }),
  ],
  [
    metric('fixed', 'mean', { cap: { value: 1.5 } }),
    metric('fixed_sum', 'mean', { property: 'amount', cap: { value: 3 } }),
    metric('high', 'quantile', { property: 'amount', quantile: 0.9 }),
  ],
  [
    metric('capped', 'mean', { property: 'amount', cap: { quantile: 0.8 } }),
    metric('half', 'quantile', { property: 'amount', quantile: 0.5 }),
    metric('late_cap', 'mean', { delayDays: 1, cap: { quantile: 0.5 } }),
  ],
  [
    metric('before', 'mean', { property: 'amount', covariateDays: 3 }),
    metric('bought_before', 'proportion', { covariateDays: 2, atLeast: 2 }),
  ],
  [
    metric('rate', 'ratio', { denominator: { event: 'view', property: null } }),
    metric('per_page', 'ratio', {
      property: 'amount',
      denominator: { event: 'view', property: 'page', aggregate: 'unique' },
    }),
  ],
  [
    metric('large', 'mean', { where: [{ property: 'amount', operator: 'gt', value: 1 }] }),
    metric('small', 'mean', {
      where: [
        { property: 'amount', operator: 'lt', value: 2.5 },
        { property: 'page', operator: 'is_not', value: 'a' },
      ],
    }),
    metric('seven', 'mean', { where: [{ property: 'amount', operator: 'exact', value: 7 }] }),
    metric('named', 'mean', {
      event: 'view',
      where: [
        { property: 'page', operator: 'icontains', value: 'A' },
        { property: 'amount', operator: 'is_set' },
      ],
    }),
  ],
];

/** A question by number. There are few forms of it, because PostHog's parser takes long for each text. */
export function requestOf(number: number, windowDays: number): LookRequest {
  const form = number % METRICS.length;
  const metrics = METRICS[form] ?? [];
  const hasTests = form % 3 === 0;
  return {
    flagKey: 'flag',
    variants: VARIANTS.slice(0, 2 + (form % 2)),
    exposure: { event: form % 5 === 4 ? '$experiment_exposure' : '$feature_flag_called' },
    window: { from: FROM, until: UNTIL },
    metrics: metrics.map((one) => ({ ...one, windowDays })),
    testAccounts: {
      platformFilter: false,
      rules: hasTests
        ? [
            { property: '$host', operator: 'regex', value: '^local' },
            { property: '$host', operator: 'icontains', value: 'TEST' },
          ]
        : [],
    },
    daily: form % 2 === 1,
    // The last metric of every other such form: with a cap, a maturity, a covariate, a denominator.
    ...(form % 2 === 1 && metrics.length > 0 ? { dailyMetric: metrics.at(-1)?.key ?? '' } : {}),
    dimensions: ['$table'],
  };
}

/** Moments at and around the bounds of windows, of days and of the question, and any other. */
const at = fc
  .tuple(
    fc.integer({ min: -4, max: 11 }),
    fc.constantFrom(-1, 0, 0, 1, 500_000, 3_600_000_000, 7_777_777_777),
  )
  .map(([days, micros]) => instant(FROM + days * DAY, micros));

const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const distinct = fc.constantFrom('', '', '', '-anonymous');
const copies = fc.constantFrom(1, 1, 1, 1, 2, 3);

const exposure = fc.record({
  event: fc.constantFrom('$feature_flag_called', '$experiment_exposure'),
  person,
  distinct,
  copies,
  at,
  flag: fc.constantFrom(...Array<string>(8).fill('flag'), 'other', null, undefined),
  response: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...VARIANTS) },
    { weight: 2, arbitrary: fc.constantFrom(...NO_VARIANTS) },
  ),
  host: fc.constantFrom(...Array<string>(12).fill('shop'), 'localhost', 'my-test', null),
});

const deed = fc.record({
  event: fc.constantFrom('order', 'order', 'view', 'other'),
  person,
  distinct,
  copies,
  at,
  amount: fc.constantFrom(...AMOUNTS),
  page: fc.constantFrom('a', 'A', 'b', 7, '7', null, undefined),
});

/** Events of five persons; some rows are copies, some distinct ids are merged. */
export const table = fc.array(fc.oneof(exposure, deed), { minLength: 20, maxLength: 40, size: 'max' });

type Drawn = typeof table extends fc.Arbitrary<infer T> ? T : never;

/** The table's events as they are stored, with persons and uuids that no other table has. */
export function storedEvents(name: string, drawn: Drawn): readonly StoredEvent[] {
  return drawn.flatMap((row, index) => {
    const { event, copies: times, at: when } = row;
    const who = `${name} ${row.person}`;
    const properties =
      'flag' in row
        ? { $feature_flag: row.flag, $feature_flag_response: row.response, $host: row.host, $table: name }
        : { amount: row.amount, page: row.page };
    const stored: StoredEvent = {
      event,
      person: who,
      at: when,
      properties,
      uuid: `${name} ${index}`,
      ...(row.distinct === '' ? {} : { distinctId: `${who}${row.distinct}` }),
    };
    return Array.from({ length: times }, () => stored);
  });
}

function instant(milliseconds: number, micros: number): string {
  const whole = milliseconds + Math.floor(micros / 1000);
  const rest = ((micros % 1000) + 1000) % 1000;
  return new Date(whole).toISOString().replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
