import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { MetricsSource, Window } from '#ports/metrics-source.ts';
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
  /** Before the experiment, on the surface `known surface`. */
  readonly baseline: { readonly mean: number; readonly variance: number; readonly unitsPerDay: number };
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
  describe(`${name}: little or nothing`, () => describeAbsence(test));
  describe(`${name}: when the far side fails`, () => describeFaults(test));
}

function describeFigures(test: Test): void {
  test('counts every exposed unit once', async ({ source, window, known, multiple }) => {
    const units = Object.fromEntries(Object.entries(known).map(([key, arm]) => [key, arm.units]));
    expect(await source.exposures(FLAG, window)).toEqual({ units, multiple });
  });
  test('gives the moments of a proportion', async ({ source, window, known }) => {
    const moments = await source.moments(FLAG, ORDERED, window);
    expect(Object.keys(moments).sort()).toEqual(Object.keys(known).sort());
    for (const [key, arm] of Object.entries(known)) {
      expect(moments[key]?.n).toBe(arm.units);
      expect(moments[key]?.mean).toBeCloseTo(arm.successes / arm.units, 12);
      expect(moments[key]?.m2).toBeCloseTo((arm.successes * (arm.units - arm.successes)) / arm.units, 6);
    }
  });
  test('gives the moments of a mean, units without an event included', async ({ source, window, known }) => {
    const moments = await source.moments(FLAG, REVENUE, window);
    for (const [key, arm] of Object.entries(known)) {
      expect(moments[key]?.n).toBe(arm.units);
      expect(moments[key]?.mean).toBeCloseTo(arm.revenueMean, 10);
      expect(moments[key]?.m2).toBeCloseTo(arm.revenueVariance * (arm.units - 1), 4);
    }
  });
  test('counts, where events come late, only units whose window is over', async ({ source, window }) => {
    const late = { ...ORDERED, delayDays: 1 };
    const until = window.until - late.windowDays * DAY;
    const { units } = await source.exposures(FLAG, { from: window.from, until });
    const moments = await source.moments(FLAG, late, window);
    const counted = Object.entries(moments).map(([variant, { n }]) => [variant, n] as const);
    expect(Object.fromEntries(counted)).toEqual(units);
    expect(counted.length).toBeGreaterThan(1);
  });
  test('has as many days before, where events come late', async ({ source, window, baseline }) => {
    const figures = await source.baseline({ ...ORDERED, delayDays: 1 }, 'known surface', 28, window.from);
    expect(figures.units).toBe(Math.round(28 * baseline.unitsPerDay));
    expect(figures.mean).toBeCloseTo(baseline.mean, 12);
  });
  test('has more units later, never fewer', async ({ source, window }) => {
    let before = 0;
    for (const share of [0.1, 0.25, 0.5, 0.75, 1]) {
      const until = window.from + share * (window.until - window.from);
      const { units } = await source.exposures(FLAG, { from: window.from, until });
      const all = Object.values(units).reduce((sum, count) => sum + count, 0);
      expect(all).toBeGreaterThan(before);
      before = all;
    }
  });
  test('tells level and traffic from before', async ({ source, window, baseline }) => {
    const figures = await source.baseline(ORDERED, 'known surface', 28, window.from);
    expect(figures.mean).toBeCloseTo(baseline.mean, 12);
    expect(figures.variance).toBeCloseTo(baseline.variance, 12);
    expect(figures.unitsPerDay).toBeCloseTo(baseline.unitsPerDay, 1);
    expect(figures.units).toBe(Math.round(28 * baseline.unitsPerDay));
  });
}

function describeAbsence(test: Test): void {
  test('knows nothing of a flag that is not there', async ({ source, window }) => {
    expect(await source.exposures('no-such-flag', window)).toEqual({ units: {}, multiple: 0 });
    expect(await source.moments('no-such-flag', ORDERED, window)).toEqual({});
  });
  test('has no units in a window before the start', async ({ source, window }) => {
    const early = { from: window.from - 1_000_000, until: window.from };
    expect(await source.exposures(FLAG, early)).toEqual({ units: {}, multiple: 0 });
    expect(await source.moments(FLAG, ORDERED, early)).toEqual({});
  });
  test('takes a metric that nobody has for zeros', async ({ source, window, known }) => {
    const moments = await source.moments(FLAG, { ...ORDERED, event: 'never_happens' }, window);
    for (const [key, arm] of Object.entries(known))
      expect(moments[key]).toEqual({ n: arm.units, mean: 0, m2: 0 });
  });
  test('gives a baseline of no units where there is no event', async ({ source, window }) => {
    const figures = await source.baseline(
      { ...ORDERED, event: 'never_happens' },
      'known surface',
      28,
      window.from,
    );
    expect(figures).toEqual({ mean: 0, variance: 0, units: 0, unitsPerDay: 0 });
  });
}

function describeFaults(test: Test): void {
  for (const kind of ['unreachable', 'unavailable', 'silence', 'garbled'] as const) {
    test(`throws a retryable fault: ${kind}`, async ({ source, window, failNext }) => {
      failNext(kind);
      await expect(source.exposures(FLAG, window)).rejects.toMatchObject({
        name: 'AppError',
        retryable: true,
      });
    });
  }
  for (const kind of ['unauthorised', 'forbidden'] as const) {
    test(`does not ask to repeat: ${kind}`, async ({ source, window, failNext }) => {
      failNext(kind);
      const asking = source.moments(FLAG, ORDERED, window);
      await expect(asking).rejects.toMatchObject({ name: 'AppError', retryable: false });
    });
  }
  test('passes on how long to wait', async ({ source, window, failNext }) => {
    failNext('rate-limited');
    const asking = source.baseline(ORDERED, 'known surface', 28, window.from);
    await expect(asking).rejects.toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });
}
