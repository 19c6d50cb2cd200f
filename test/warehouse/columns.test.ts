import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { SqlEngine } from '#ports/sql-engine.ts';
import type { EventTable, WarehouseTables } from '#ports/warehouse-tables.ts';
import { findChdb } from '#tools/metrics-cases/warehouses/clickhouse-server.ts';
import { findSqlglot } from '#tools/metrics-cases/warehouses/sqlglot.ts';
import { createWarehouseMetrics } from '#warehouse/metrics-source.ts';
import {
  type MakeDatabase,
  makeClickHouse,
  makeDuckDb,
  makePglite,
  makeSqlite,
  makeTurned,
  type TestDatabase,
} from './databases.ts';

const FROM = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;
const LIMITS = { seconds: 30, rows: 20_000, bytes: null };

const metric = (key: string, more: Partial<Metric>): Metric => ({
  ...{ key, name: key, description: '', kind: 'mean', desiredDirection: 'increase' },
  ...{ event: 'order', property: 'amount', windowDays: 7 },
  ...more,
});

const REQUEST: LookRequest = {
  flagKey: 'f',
  variants: ['control', 'treatment'],
  exposure: { event: '$feature_flag_called' },
  window: { from: FROM, until: FROM + 14 * DAY },
  metrics: [
    metric('revenue', {}),
    metric('large', { property: null, where: [{ property: 'amount', operator: 'gt', value: 10 }] }),
    metric('seven', { property: null, where: [{ property: 'amount', operator: 'exact', value: 7 }] }),
    metric('states', { property: 'state', aggregate: 'unique' }),
    metric('per_visit', { kind: 'ratio', denominator: { event: 'visit', property: null } }),
    metric('slow', { kind: 'quantile', event: 'visit', property: 'ms', quantile: 0.5 }),
  ],
  testAccounts: { platformFilter: true, rules: [{ property: 'staff', operator: 'exact', value: 1 }] },
  daily: false,
  dimensions: ['country'],
};

const number = (column: string) => ({ column, type: 'number' }) as const;
const text = (column: string) => ({ column, type: 'text' }) as const;

function described(time: EventTable['time']): WarehouseTables {
  const common = { unit: 'unit', time } as const;
  return {
    exposures: {
      ...common,
      table: 'met',
      experiment: 'flag',
      variant: 'arm',
      columns: { flag: text('flag_key'), arm: text('arm'), country: text('country'), staff: number('staff') },
    },
    facts: [
      {
        ...common,
        table: 'orders',
        event: { name: 'order' },
        id: 'id',
        partition: 'day',
        columns: { amount: number('total'), state: text('state') },
        filters: [{ property: 'state', operator: 'is_not', value: 'void' }],
      },
      { ...common, table: 'seen', event: { column: 'name' }, columns: { ms: text('took') } },
    ],
  };
}

const STATEMENTS = [
  'CREATE TABLE met (unit BIGINT, ms BIGINT, flag_key TEXT, arm TEXT, country TEXT NULL, staff BIGINT)',
  `INSERT INTO met VALUES (1, ${FROM + 1}, 'f', 'control', 'AT', 0), (2, ${FROM + 2}, 'f', 'treatment', NULL, 0),
  (3, ${FROM + 3}, 'f', 'treatment', 'AT', 0), (4, ${FROM + 4}, 'f', 'treatment', 'AT', 1), (5, ${FROM + 5}, 'g', 'control', 'AT', 0)`,
  'CREATE TABLE met_short (unit BIGINT, seconds INTEGER, flag_key TEXT, arm TEXT, country TEXT NULL, staff BIGINT)',
  `INSERT INTO met_short VALUES (1, ${FROM / 1_000 + 1}, 'f', 'control', 'AT', 0)`,
  'CREATE TABLE orders (id BIGINT, unit TEXT, ms BIGINT, day DATE, total DOUBLE PRECISION NULL, state TEXT)',
  `INSERT INTO orders VALUES (1, '1', ${FROM + DAY}, '2026-03-03', 7, 'paid'), (1, '1', ${FROM + DAY}, '2026-03-03', 7, 'paid'),
  (2, '1', ${FROM + DAY}, '2026-03-03', 30.5, 'open'), (3, '2', ${FROM + DAY}, '2026-03-03', 100, 'void'),
  (4, '2', ${FROM + DAY}, '2026-03-03', NULL, 'paid'), (5, '3', ${FROM + 8 * DAY}, '2026-03-10', 50, 'paid'),
  (6, '2', ${FROM + DAY}, '2025-01-01', 50, 'paid')`,
  'CREATE TABLE seen (unit TEXT, ms BIGINT, name TEXT, took TEXT)',
  `INSERT INTO seen VALUES ('1', ${FROM + DAY}, 'visit', '120'), ('1', ${FROM + DAY}, 'visit', 'soon'), ('2', ${FROM + DAY}, 'visit', '80'),
  ('2', ${FROM + DAY}, 'other', '1')`,
  'CREATE TABLE odd (unit TEXT, ms BIGINT, amount DOUBLE PRECISION)',
  `INSERT INTO odd VALUES ('1', ${FROM + DAY}, NO_NUMBER), ('1', ${FROM + DAY}, 5), ('2', ${FROM + DAY}, 3),
  ('3', ${FROM + DAY}, CAST('1e200' AS DOUBLE PRECISION)), ('3', ${FROM + DAY}, CAST('-1e120' AS DOUBLE PRECISION))`,
];
const TEXTS_OF_JSON = ['', '{"a":', 'x', '[1]', '5', 'null', '{a:9}', '{"a":9} x', '{"a":7}'];
/** Properties as text, of which all but the last hold no `a`; PostgreSQL keeps none that are no JSON. */
const LOOSE = [
  'CREATE TABLE loose (unit BIGINT, ms BIGINT, props TEXT)',
  ...TEXTS_OF_JSON.map((one) => `INSERT INTO loose VALUES (2, ${FROM + DAY}, '${one}')`),
];
/** SQLite has an infinity, and keeps no NaN. */
const statementsOf = (name: string) =>
  STATEMENTS.map((one) =>
    one.replace('NO_NUMBER', name === 'SQLite' ? '9e999' : "CAST('NaN' AS DOUBLE PRECISION)"),
  );

const python = findChdb();
const sqlglot = findSqlglot();
const DATABASES: readonly (readonly [string, MakeDatabase])[] = [
  ['SQLite', makeSqlite],
  ['DuckDB', makeDuckDb],
  ['PGlite', makePglite],
  ...(python === null ? [] : [['ClickHouse', makeClickHouse(python)] as const]),
  ...(sqlglot === null
    ? []
    : (['redshift', 'bigquery', 'snowflake', 'databricks'] as const).map(
        (dialect) => [`the SQL of ${dialect}`, makeTurned(sqlglot, dialect)] as const,
      )),
];

it.each(DATABASES.filter(([name]) => /^(SQLite|DuckDB|ClickHouse)$/.test(name)))(
  'texts that are no JSON hold no property, in %s',
  { timeout: 120_000 },
  async (name, make) => {
    const { engine, stop } = await make([...statementsOf(name), ...LOOSE]);
    const { exposures } = described({ column: 'ms', form: 'milliseconds' });
    const common = { unit: 'unit', time: { column: 'ms', form: 'milliseconds' } } as const;
    const loose = { ...common, table: 'loose', event: { name: 'loose' }, properties: 'props' };
    const source = createWarehouseMetrics({
      ...{ engine, limits: LIMITS },
      tables: () => ({ exposures, facts: [loose] }),
    });
    const metrics = [
      metric('sum', { event: 'loose', property: 'a' }),
      metric('unset', {
        event: 'loose',
        property: null,
        where: [{ property: 'a', operator: 'is_not', value: 7 }],
      }),
    ];
    const [{ moments, unusable }] = await source.looks([{ ...REQUEST, metrics }]);
    // Of two units one has these events.
    expect(moments['sum']?.['treatment']?.mean).toBe(3.5);
    expect(moments['unset']?.['treatment']?.mean).toBe((TEXTS_OF_JSON.length - 1) / 2);
    expect(unusable).toMatchObject({ sum: 0 });
    await stop();
  },
);

describe.each(DATABASES)(
  `tables whose properties stand in columns, in %s`,
  { timeout: 120_000 },
  (name, make) => {
    let database: TestDatabase;
    let engine: SqlEngine;
    beforeAll(async () => {
      database = await make(statementsOf(name));
      engine = database.engine;
    }, 120_000);
    afterAll(() => database.stop());

    it('give the figures of every kind, of several tables in one question', async () => {
      const tables = described({ column: 'ms', form: 'milliseconds' });
      const asked: (readonly [string, object])[] = [];
      const source = createWarehouseMetrics({
        engine,
        tables: () => tables,
        limits: LIMITS,
        onAsked: ({ name }, cost) => asked.push([name, cost]),
      });
      const [figures] = await source.looks([REQUEST]);
      expect(asked.map(([name]) => name)).toEqual(['experiment look']);
      // The log gets it as it is: a look's figures do not stand there.
      expect(asked.map(([, cost]) => Object.keys(cost))).toEqual([['bytes']]);
      expect(figures.units).toEqual({ control: 1, treatment: 2 });
      const means = (key: string) =>
        Object.values(figures.moments[key] ?? {}).map(({ mean, denominator }) => [
          mean,
          denominator?.mean ?? null,
        ]);
      expect(means('revenue')).toEqual([
        [37.5, null],
        [0, null],
      ]);
      expect(means('large')).toEqual([
        [1, null],
        [0, null],
      ]);
      expect(means('seven')).toEqual([
        [1, null],
        [0, null],
      ]);
      expect(means('states')).toEqual([
        [2, null],
        [0.5, null],
      ]);
      expect(means('per_visit')).toEqual([
        [37.5, 2],
        [0, 0.5],
      ]);
      expect(means('slow')).toEqual([
        [120, null],
        [80, null],
      ]);
      expect(figures.moments['slow']?.['treatment']?.n).toBe(1);
      expect(figures.unusable).toMatchObject({ revenue: 0, slow: 1 });
      expect(figures.segments.map(({ value, units }) => [value, units])).toEqual([
        ['AT', { control: 1, treatment: 1 }],
        [null, { control: 0, treatment: 1 }],
      ]);
    });

    it('compare a column of numbers with what is no number', async () => {
      const tables = described({ column: 'ms', form: 'milliseconds' });
      const source = createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS });
      const counted = async (operator: 'exact' | 'is_not', value: string | boolean) => {
        const where = [{ property: 'amount', operator, value }];
        const metrics = [metric('orders', { property: null, where })];
        const [{ moments }] = await source.looks([{ ...REQUEST, metrics }]);
        return Object.values(moments['orders'] ?? {}).map(({ mean }) => mean);
      };
      // A missing number is not the constant either.
      expect(await counted('is_not', 'none')).toEqual([2, 0.5]);
      expect(await counted('is_not', true)).toEqual([2, 0.5]);
      expect(await counted('exact', 'none')).toEqual([0, 0]);
    });

    it('sum no value that is no finite number or whose square is none, and say how many', async () => {
      const tables = described({ column: 'ms', form: 'milliseconds' });
      const columns = { amount: number('amount') };
      const time = { column: 'ms', form: 'milliseconds' } as const;
      const odd = { ...{ table: 'odd', unit: 'unit', time, columns }, event: { name: 'odd' } };
      const source = createWarehouseMetrics({
        ...{ engine, limits: LIMITS },
        tables: () => ({ ...tables, facts: [...tables.facts, odd] }),
      });
      const metrics = [
        metric('sum', { event: 'odd', covariateDays: 7 }),
        metric('middle', { event: 'odd', kind: 'quantile', quantile: 0.5 }),
        metric('per', { event: 'odd', kind: 'ratio', denominator: { event: 'odd', property: 'amount' } }),
        ...(['gt', 'lt'] as const).map((operator) =>
          metric(operator, {
            event: 'odd',
            property: null,
            where: [{ property: 'amount', operator, value: 4 }],
          }),
        ),
        metric('below', {
          ...{ event: 'odd', property: null },
          where: [{ property: 'amount', operator: 'lt', value: 1e20 }],
        }),
      ];
      const [{ moments, unusable }] = await source.looks([{ ...REQUEST, metrics }]);
      const of = (key: string, variant: string) => moments[key]?.[variant];
      expect(of('sum', 'control')?.mean).toBe(5);
      expect(of('sum', 'treatment')?.mean).toBeCloseTo(-5e119, -110);
      expect(of('sum', 'treatment')?.variance).toBeGreaterThan(0);
      expect(of('per', 'treatment')?.denominator?.covariance).toBeGreaterThan(0);
      expect(of('middle', 'control')?.mean).toBe(5);
      expect(unusable).toMatchObject({ sum: 2, middle: 2, per: 4 });
      expect(
        ['gt', 'lt', 'below'].map((key) => [of(key, 'control')?.mean, of(key, 'treatment')?.mean]),
      ).toEqual([
        [1, 0.5],
        [0, 1],
        [1, 1],
      ]);
    });

    it('count by seconds of 32 bits', async () => {
      const { exposures, facts } = described({ column: 'seconds', form: 'seconds' });
      const tables = { exposures: { ...exposures, table: 'met_short' }, facts };
      const source = createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS });
      const [{ units }] = await source.looks([{ ...REQUEST, metrics: [], dimensions: [] }]);
      expect(units).toEqual({ control: 1, treatment: 0 });
    });

    it('tell of exposures although no column names them', async () => {
      const tables = described({ column: 'ms', form: 'milliseconds' });
      const source = createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS });
      expect(await source.exposureEvents(REQUEST.window)).toEqual(['$feature_flag_called']);
      expect(await source.exposureEvents({ from: 0, until: DAY })).toEqual([]);
    });

    it('refuse a metric whose event stands in no table', async () => {
      const { facts, ...rest } = described({ column: 'ms', form: 'milliseconds' });
      const tables = { ...rest, facts: facts.slice(0, 1) };
      const source = createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS });
      await expect(source.looks([REQUEST])).rejects.toMatchObject({
        code: 'warehouse.undescribed',
        message: expect.stringContaining('"visit"'),
      });
    });
  },
);
