import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEventStore } from '#adapters/own-observations/addresses.ts';
import {
  createObservationsReader,
  type ObservationsReader,
} from '#adapters/own-observations/read-observations.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { loadSettings } from '#app/load-settings.ts';
import type { Metric } from '#domain/metric.ts';
import { createObservations } from '#features/observations/observations.ts';
import type { GivenExposure, GivenObservation } from '#features/observations/record-rows.ts';
import type { EventStore } from '#ports/event-store.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { Store } from '#ports/store.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { findChdb, startClickHouse } from '#tools/metrics-cases/warehouses/clickhouse-server.ts';
import { startPglite } from '#tools/metrics-cases/warehouses/pglite.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const RUNS = 200;
const VARIANTS = ['control', 'treatment'];
const python = findChdb();

/** A run of an agent as it was: what all engines have to find again. */
interface Run {
  readonly unit: string;
  readonly variant: string;
  readonly at: number;
  readonly seconds: number;
  readonly dollars: number;
  readonly isCorrect: boolean;
  readonly isCompleted: boolean;
  readonly stars: readonly number[];
}

const runs: readonly Run[] = Array.from({ length: RUNS }, (_, index) => ({
  unit: `run ${index}`,
  variant: VARIANTS[index % 2] ?? '',
  at: NOW - 3 * DAY + index * 60_000,
  seconds: 0.5 + ((index * 37) % 100) / 16,
  dollars: ((index * 13) % 50) / 1_024,
  isCorrect: index % 3 !== 0,
  isCompleted: index % 10 !== 0,
  stars: index % 4 === 0 ? [1 + (index % 5), 5] : [],
}));

const settings = loadSettings('docs/examples/agent-settings.yaml');
const metrics: readonly Metric[] = settings.kind === 'ok' ? settings.value.metrics : [];

const REQUEST: LookRequest = {
  ...{ flagKey: 'answer-prompt', variants: VARIANTS, exposure: { event: '$feature_flag_called' } },
  ...{ window: { from: NOW - 4 * DAY, until: NOW }, metrics, dimensions: ['model'], daily: true },
  testAccounts: { platformFilter: true, rules: [{ property: 'test', operator: 'exact', value: true }] },
};

function exposuresOf({ unit, variant, at }: Run, index: number): readonly GivenExposure[] {
  const properties = { model: index < 100 ? 'small' : 'large' };
  const row = { unit, flag: 'answer-prompt', variant, properties, consent: true };
  return [
    { ...row, id: `first ${index}`, at },
    // A unit is exposed again and again; its first exposure counts.
    { ...row, id: `again ${index}`, at: at + HOUR },
  ];
}

function observationsOf(run: Run, index: number): readonly GivenObservation[] {
  const row = { unit: run.unit, consent: true, value: null, properties: null };
  const { dollars, isCorrect: correct } = run;
  return [
    { ...row, id: `s${index}`, at: run.at, name: 'run_started' },
    {
      ...row,
      id: `a${index}`,
      at: run.at + 5_000,
      name: 'answered',
      value: run.seconds,
      properties: { dollars, correct },
    },
    // Before its exposure and after its window: neither counts.
    {
      ...row,
      id: `b${index}`,
      at: run.at - 1,
      name: 'answered',
      value: 99,
      properties: { dollars: 99, correct: true },
    },
    {
      ...row,
      id: `c${index}`,
      at: run.at + DAY,
      name: 'answered',
      value: 99,
      properties: { dollars: 99, correct: true },
    },
    ...(run.isCompleted ? [{ ...row, id: `d${index}`, at: run.at + 6_000, name: 'run_completed' }] : []),
    ...run.stars.map((value, star) => ({
      ...{ ...row, id: `r${index} ${star}`, at: run.at + HOUR, name: 'rated', value },
    })),
  ];
}

describe.each([
  [
    'SQLite',
    async (folder: string) => ({ address: `sqlite:${join(folder, 'events.sqlite')}`, stop: async () => {} }),
  ],
  [
    'PostgreSQL',
    async () => {
      const { url, stop } = await startPglite();
      return { address: url, stop };
    },
  ],
  [
    'ClickHouse',
    async () => {
      if (python === null) return null;
      const { url, stop } = await startClickHouse(python);
      return { address: `clickhouse+${url}`, stop };
    },
  ],
] as const)('a look over own observations in %s', (name, begin) => {
  const isHere = name !== 'ClickHouse' || python !== null;
  let folder = '';
  let journal: Store;
  let store: EventStore;
  let reader: ObservationsReader;
  let stop = async () => {};
  let address = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-looks-'));
    const database = await begin(folder);
    if (database === null) return;
    stop = database.stop;
    address = database.address;
    journal = await openSqliteStore(':memory:');
    store = await openEventStore(database.address);
    const needs = { events: store, journal, clock: { now: () => NOW }, days: 400 };
    const { recordExposures, recordObservations } = createObservations(needs);
    const exposures = runs.flatMap(exposuresOf);
    await recordExposures(exposures, NOW);
    await recordExposures(
      [
        { ...(exposures[0] as GivenExposure), id: 'tester', unit: 'tester', properties: { test: true } },
        { ...(exposures[0] as GivenExposure), id: 'other flag', unit: 'other', flag: 'other' },
        { ...(exposures[0] as GivenExposure), id: 'both 1', unit: 'both' },
        { ...(exposures[0] as GivenExposure), id: 'both 2', unit: 'both', variant: 'treatment' },
        { ...(exposures[0] as GivenExposure), id: 'stranger', unit: 'stranger', variant: 'Control' },
      ],
      NOW,
    );
    const observations = runs.flatMap(observationsOf);
    await recordObservations(observations, NOW);
    // All of it comes again.
    expect(new Set(await recordObservations(observations, NOW))).toEqual(new Set(['duplicate']));
    reader = createObservationsReader(database.address, silentLogger);
  }, 60_000);
  afterAll(async () => {
    await reader?.close();
    await store?.close();
    await journal?.close();
    await stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.skipIf(!isHere)('say what they cost if there is a clock', async () => {
    let at = 0;
    const clock = {
      now: () => {
        at += 2_000;
        return at;
      },
    };
    const timed = createObservationsReader(address, silentLogger, 60, clock);
    const [figures] = await timed.metrics.looks([REQUEST]);
    expect(figures.cost?.seconds).toBe(2);
    expect((await reader.metrics.looks([REQUEST]))[0].cost).toBeUndefined();
    await timed.close();
  });

  it.skipIf(!isHere)('finds success, completion, cost, latency and satisfaction as they were', async () => {
    const [figures] = await reader.metrics.looks([REQUEST]);
    expect([figures.units, figures.multiple, figures.withoutVariant]).toEqual([
      { control: RUNS / 2, treatment: RUNS / 2 },
      1,
      1,
    ]);
    expect(metrics.map(({ key }) => key)).toHaveLength(6);
    for (const variant of VARIANTS) {
      const own = runs.filter((run) => run.variant === variant);
      const of = (key: string) => figures.moments[key]?.[variant] as ArmFigures;
      expectMoments(
        of('success'),
        own.map(({ isCorrect }) => Number(isCorrect)),
      );
      expectMoments(
        of('completion'),
        own.map(({ isCompleted }) => Number(isCompleted)),
      );
      expectMoments(
        of('cost'),
        own.map(({ dollars }) => dollars),
      );
      expectMoments(
        of('satisfaction'),
        own.map(({ stars }) => stars.reduce((sum, one) => sum + one, 0)),
      );
      expect(of('satisfaction').denominator?.mean).toBeCloseTo(
        mean(own.map(({ stars }) => stars.length)),
        12,
      );
      const seconds = own.map((run) => run.seconds);
      expect(of('latency_p50').mean).toBeCloseTo(quantile(seconds, 0.5), 9);
      expect(of('latency_p95').mean).toBeCloseTo(quantile(seconds, 0.95), 9);
    }
    expect(new Set(Object.values(figures.unusable))).toEqual(new Set([0]));
    expect(figures.segments.map(({ value, units }) => [value, units])).toEqual(
      expect.arrayContaining([
        ['small', { control: 50, treatment: 50 }],
        ['large', { control: RUNS / 2 - 50, treatment: RUNS / 2 - 50 }],
      ]),
    );
    expect(figures.daily.map(({ date, units }) => [date, units['control']])).toEqual([
      ['2026-11-27', RUNS / 2],
    ]);
  });

  it.skipIf(!isHere)('reads the baseline of a surface, and which observations there are', async () => {
    const surface = settings.kind === 'ok' ? (settings.value.surfaces[0]?.rules ?? []) : [];
    const { testAccounts } = REQUEST;
    const baseline = await reader.metrics.baseline({
      ...{ surface, testAccounts, metrics },
      days: 7,
      until: NOW,
    });
    expect(baseline.units).toBe(RUNS);
    expect(baseline.moments['success']?.mean).toBeCloseTo(
      mean(runs.map(({ isCorrect }) => Number(isCorrect))),
      12,
    );
    const window = { from: NOW - 30 * DAY, until: NOW };
    expect(await reader.metrics.exposureEvents(window)).toEqual(['$feature_flag_called']);
    expect(await reader.metrics.exposureEvents({ from: 0, until: 1_000 })).toEqual([]);
    const seen = await reader.events.seenEvents(window);
    expect(seen[0]).toEqual({
      ...{ event: 'answered', count: 3 * RUNS, units: RUNS },
      lastSeenAt: NOW - 2 * DAY + (RUNS - 1) * 60_000,
    });
    expect(seen.map(({ event }) => event)).toEqual(['answered', 'run_started', 'run_completed', 'rated']);
    expect(await reader.events.seenEvents(window, ['rated', 'none'])).toHaveLength(1);
    expect(await reader.events.seenEvents(window, [])).toEqual([]);
    await reader.probe();
    expect([reader.metrics.canCount({ kind: 'own' }), reader.metrics.name]).toEqual([
      true,
      'Own observations',
    ]);
    expect(reader.metrics.canCount({ kind: 'posthog-flag-called', project: 'x' })).toBe(false);
  });
});

it('refuses nothing while the file is not made, and says what is wrong of one that cannot be read', async () => {
  const none = createObservationsReader('sqlite:/tmp/no-such-folder/none.sqlite', silentLogger);
  await none.probe();
  await expect(none.metrics.looks([REQUEST])).rejects.toMatchObject({ code: 'own-observations.unreachable' });
  await none.close();
  const nowhere = createObservationsReader('postgresql://postgres@127.0.0.1:1/postgres', silentLogger);
  await expect(nowhere.probe()).rejects.toMatchObject({ code: 'own-observations.unreachable' });
  await nowhere.close();
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectMoments(figures: ArmFigures, values: readonly number[]): void {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  expect(figures.n).toBe(values.length);
  expect(figures.mean).toBeCloseTo(middle, 12);
  expect(figures.variance).toBeCloseTo(squares / (values.length - 1), 12);
}

/** The value at the rank of the share, between its neighbours as they lie. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (sorted.length - 1) * share;
  const low = sorted[Math.floor(rank)] ?? 0;
  return low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? 0) - low);
}
