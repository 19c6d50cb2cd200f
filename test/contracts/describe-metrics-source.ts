import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest, Window } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { DAY } from '#shared/clock.ts';

export type SourceFault =
  | 'unreachable'
  | 'unavailable'
  | 'rate-limited'
  | 'unauthorised'
  | 'forbidden'
  | 'silence'
  | 'garbled';

/** What one arm of the fixture's experiment did by the end of the window. */
export interface KnownArm {
  readonly units: number;
  readonly successes: number;
  readonly revenueMean: number;
  readonly revenueVariance: number;
}

/** A source with one experiment `known-experiment` whose figures at the end of `window` are known. */
export interface MetricsSourceFixture {
  readonly source: MetricsSource;
  readonly window: Window;
  readonly known: Readonly<Record<string, KnownArm>>;
  readonly multiple: number;
  readonly withoutVariant: number;
  /** Before the experiment, on the surface `known surface`. */
  readonly baseline: { readonly mean: number; readonly variance: number; readonly unitsPerDay: number };
  /** How often the source was asked so far. */
  asked(): number;
  failNext(kind: SourceFault): void;
  stop(): Promise<void>;
}

export const FLAG = 'known-experiment';
const common = { description: '', desiredDirection: 'increase', windowDays: 7 } as const;
export const ORDERED: Metric = {
  ...common,
  key: 'checkout_conversion',
  name: 'Checkout conversion',
  kind: 'proportion',
  event: 'order_completed',
  property: null,
};
export const REVENUE: Metric = {
  ...common,
  key: 'revenue_per_user',
  name: 'Revenue per user',
  kind: 'mean',
  event: 'order_completed',
  property: 'revenue',
};
const LATE: Metric = { ...ORDERED, key: 'late', delayDays: 1 };
const TEST_ACCOUNTS = { platformFilter: true, rules: [] };

/** A look at the fixture's experiment. */
export function requestOf(window: Window, metrics: readonly Metric[], flagKey = FLAG): LookRequest {
  return {
    flagKey,
    variants: ['control', 'treatment'],
    exposure: { event: '$feature_flag_called' },
    window,
    metrics,
    testAccounts: TEST_ACCOUNTS,
    daily: false,
    dimensions: [],
  };
}

/** What came before, on the fixture's surface. */
export function beforeOf(until: number, days: number, metrics: readonly Metric[]): BaselineRequest {
  const surface = [{ match: 'named', value: 'known surface' }] as const;
  return { surface, days, until, metrics, testAccounts: TEST_ACCOUNTS };
}

/** One look at the fixture's experiment. */
export async function askOnce(
  source: MetricsSource,
  window: Window,
  metrics: readonly Metric[] = [],
): Promise<LookFigures> {
  const [figures] = await source.looks([requestOf(window, metrics)]);
  return figures;
}

type Test = (title: string, run: (fixture: MetricsSourceFixture) => Promise<void>) => void;

/** The contract of the `MetricsSource` port; `make` gives a fixture of its own to every test. */
export function describeMetricsSource(name: string, make: () => Promise<MetricsSourceFixture>): void {
  const test: Test = (title, run) =>
    it(title, async () => {
      const fixture = await make();
      try {
        await run(fixture);
      } finally {
        await fixture.stop();
      }
    });
  describe(`${name}: figures`, () => describeFigures(test));
  describe(`${name}: what came before`, () => describeBefore(test));
  describe(`${name}: little or nothing`, () => describeAbsence(test));
  describe(`${name}: when the far side fails`, () => describeFaults(test));
}

function describeFigures(test: Test): void {
  test('answers all metrics and the exposures in one question', async (fixture) => {
    const { source, window, known, multiple, withoutVariant, asked } = fixture;
    const before = asked();
    const figures = await askOnce(source, window, [ORDERED, REVENUE]);
    expect(asked() - before).toBe(1);
    const units = Object.fromEntries(Object.entries(known).map(([key, arm]) => [key, arm.units]));
    expect(figures).toMatchObject({ units, multiple, withoutVariant });
    expect(figures.unusable).toEqual({ [ORDERED.key]: 0, [REVENUE.key]: 0 });
  });
  test('gives the figures of a proportion', async ({ source, window, known }) => {
    const { moments } = await askOnce(source, window, [ORDERED]);
    expect(Object.keys(moments[ORDERED.key] ?? {}).sort()).toEqual(Object.keys(known).sort());
    for (const [key, { units, successes }] of Object.entries(known)) {
      const arm = moments[ORDERED.key]?.[key];
      expect(arm?.n).toBe(units);
      expect(arm?.mean).toBeCloseTo(successes / units, 12);
      expect(arm?.variance).toBeCloseTo((successes * (units - successes)) / units / (units - 1), 9);
    }
  });
  test('gives the figures of a mean, units without an event included', async ({ source, window, known }) => {
    const { moments } = await askOnce(source, window, [REVENUE]);
    for (const [key, { units, revenueMean, revenueVariance }] of Object.entries(known)) {
      const arm = moments[REVENUE.key]?.[key];
      expect(arm?.n).toBe(units);
      expect(arm?.mean).toBeCloseTo(revenueMean, 10);
      expect(arm?.variance).toBeCloseTo(revenueVariance, 7);
    }
  });
  test('counts, if events come late, only units whose window is over', async ({ source, window }) => {
    const until = window.until - LATE.windowDays * DAY;
    const { units } = await askOnce(source, { from: window.from, until });
    const { moments } = await askOnce(source, window, [LATE]);
    const counted = Object.entries(moments[LATE.key] ?? {}).map(([variant, { n }]) => [variant, n] as const);
    expect(Object.fromEntries(counted)).toEqual(units);
    expect(counted.length).toBeGreaterThan(1);
  });
  test('has more units later, never fewer', async ({ source, window }) => {
    let before = 0;
    for (const share of [0.1, 0.25, 0.5, 0.75, 1]) {
      const until = window.from + share * (window.until - window.from);
      const { units } = await askOnce(source, { from: window.from, until });
      const all = Object.values(units).reduce((sum, count) => sum + count, 0);
      expect(all).toBeGreaterThan(before);
      before = all;
    }
  });
  test('answers many looks each for itself, in their order', async ({ source, window, known }) => {
    const early = { from: window.from, until: window.from + DAY };
    const requests = [
      requestOf(window, [ORDERED]),
      requestOf(early, [REVENUE]),
      requestOf(window, [], 'no-such-flag'),
      ...Array.from({ length: 9 }, () => requestOf(early, [])),
    ];
    const answers = await source.looks(requests);
    expect(answers).toHaveLength(12);
    expect(answers[0]?.units['control']).toBe(known['control']?.units);
    const [alone] = await source.looks([requestOf(early, [REVENUE])]);
    expect(answers[1]).toEqual(alone);
    expect(answers[2]?.units).toEqual({ control: 0, treatment: 0 });
    for (const answer of answers.slice(3)) expect(answer.units).toEqual(alone.units);
  });
  test('asks nothing for no look', async ({ source, asked }) => {
    const before = asked();
    expect(await source.looks([])).toEqual([]);
    expect(asked()).toBe(before);
  });
  test('says which exposure events arrived', async ({ source, window }) => {
    expect(await source.exposureEvents(window)).toEqual(['$feature_flag_called']);
  });
}

function describeBefore(test: Test): void {
  test('tells the level and the new units of each day', async ({ source, window, baseline }) => {
    const figures = await source.baseline(beforeOf(window.from, 28, [ORDERED]));
    const { n, mean, variance } = figures.moments[ORDERED.key] ?? { n: 0, mean: null, variance: null };
    expect(mean).toBeCloseTo(baseline.mean, 12);
    expect(variance).toBeCloseTo(baseline.variance, 12);
    expect(n).toBe(Math.round(28 * baseline.unitsPerDay));
    expect(figures.units).toBe(n);
    expect(figures.firstSeen).toHaveLength(28);
    for (const units of figures.firstSeen) expect(Math.abs(units - baseline.unitsPerDay)).toBeLessThan(1);
  });
  test('counts, if events come late, only units whose window is over', async (fixture) => {
    const { source, window, baseline } = fixture;
    const figures = await source.baseline(beforeOf(window.from, 28 + LATE.windowDays, [LATE]));
    expect(figures.moments[LATE.key]?.n).toBe(Math.round(28 * baseline.unitsPerDay));
    expect(figures.moments[LATE.key]?.mean).toBeCloseTo(baseline.mean, 12);
    expect(figures.units).toBe(Math.round(35 * baseline.unitsPerDay));
  });
}

const NO_UNITS = { control: 0, treatment: 0 };
const NO_ARM = { n: 0, mean: null, variance: null };

function describeAbsence(test: Test): void {
  test('knows nothing of a flag that is not there', async ({ source, window }) => {
    const [figures] = await source.looks([requestOf(window, [ORDERED], 'no-such-flag')]);
    expect(figures).toMatchObject({ units: NO_UNITS, multiple: 0, withoutVariant: 0 });
    expect(figures.moments).toEqual({ [ORDERED.key]: { control: NO_ARM, treatment: NO_ARM } });
  });
  test('has no units in a window before the start', async ({ source, window }) => {
    const early = { from: window.from - 1_000_000, until: window.from };
    const figures = await askOnce(source, early, [ORDERED]);
    expect(figures).toMatchObject({ units: NO_UNITS, multiple: 0, withoutVariant: 0 });
  });
  test('takes a metric whose event never comes for zeros', async ({ source, window, known }) => {
    const { moments } = await askOnce(source, window, [{ ...ORDERED, event: 'never_happens' }]);
    for (const [key, arm] of Object.entries(known))
      expect(moments[ORDERED.key]?.[key]).toEqual({ n: arm.units, mean: 0, variance: 0 });
  });
}

function describeFaults(test: Test): void {
  for (const kind of ['unreachable', 'unavailable', 'silence', 'garbled'] as const) {
    test(`throws a retryable fault: ${kind}`, async ({ source, window, failNext }) => {
      failNext(kind);
      await expect(askOnce(source, window)).rejects.toMatchObject({ name: 'AppError', retryable: true });
    });
  }
  for (const kind of ['unauthorised', 'forbidden'] as const) {
    test(`does not ask to repeat: ${kind}`, async ({ source, window, failNext }) => {
      failNext(kind);
      const asking = askOnce(source, window, [ORDERED]);
      await expect(asking).rejects.toMatchObject({ name: 'AppError', retryable: false });
    });
  }
  test('passes on how long to wait', async ({ source, window, failNext }) => {
    failNext('rate-limited');
    const asking = source.baseline(beforeOf(window.from, 28, [ORDERED]));
    await expect(asking).rejects.toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });
}
