import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClickHouseEngine } from '#adapters/clickhouse/engine.ts';
import { createDuckDbEngine } from '#adapters/duckdb/engine.ts';
import { createPostgresEngine } from '#adapters/postgres/engine.ts';
import { createSqliteEngine } from '#adapters/sqlite/warehouse-engine.ts';
import type { DialectName, SqlEngine, SqlLimits } from '#ports/sql-engine.ts';
import { findChdb } from '#tools/metrics-cases/warehouses/clickhouse-server.ts';
import {
  type MakeDatabase,
  makeClickHouse,
  makeDuckDb,
  makePglite,
  makeRealPostgres,
  makeSqlite,
  type TestDatabase,
} from './databases.ts';

const LIMITS: SqlLimits = { seconds: 30, rows: 10, bytes: null };
type Words = Readonly<Partial<Record<DialectName, string>>>;
/** Counts for longer than a second can take, in the words of each database. */
const ENDLESS: Words = {
  sqlite: 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT MAX(x) AS x FROM n',
  duckdb: 'SELECT SUM(a.range * b.range % 7) AS x FROM range(10000000) a, range(10000000) b',
  postgres: 'SELECT pg_sleep(60)',
  clickhouse: 'SELECT max(sipHash64(number)) AS x FROM numbers(1000000000000)',
};
const FORBIDDEN: Words = {
  sqlite: 'DELETE FROM events',
  duckdb: 'DELETE FROM events',
  postgres: 'DELETE FROM events',
  clickhouse: 'TRUNCATE TABLE events',
};

const python = findChdb();
const DATABASES: readonly (readonly [string, MakeDatabase])[] = [
  ['SQLite', makeSqlite],
  ['DuckDB', makeDuckDb],
  ['PGlite', makePglite],
  ...(makeRealPostgres === null ? [] : [['PostgreSQL', makeRealPostgres] as const]),
  ...(python === null ? [] : [['ClickHouse', makeClickHouse(python)] as const]),
];

describe.each(DATABASES)('what goes wrong in %s', { timeout: 120_000 }, (name, make) => {
  let database: TestDatabase;
  let engine: SqlEngine;
  const ask = (text: string, limits: Partial<SqlLimits> = {}) =>
    engine.query({ name: 'test', text, parameters: [] }, { ...LIMITS, ...limits });
  const count = async () => Number((await ask('SELECT COUNT(*) AS n FROM events')).rows[0]?.['n']);
  beforeAll(async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => `(${index})`).join(', ');
    database = await make(['CREATE TABLE events (a BIGINT)', `INSERT INTO events VALUES ${twenty}`]);
    engine = database.engine;
  }, 120_000);
  afterAll(() => database.stop());

  it('is told by codes, and the engine goes on', async () => {
    await expect(ask('SELECT a FROM missing')).rejects.toMatchObject({ code: 'warehouse.not-found' });
    await expect(ask('SELECT b FROM events')).rejects.toMatchObject({ code: 'warehouse.not-found' });
    await expect(ask('SELECT a FROM events')).rejects.toMatchObject({ code: 'warehouse.query-too-large' });
    expect((await ask('SELECT a FROM events LIMIT 10')).rows).toHaveLength(10);
    expect(await count()).toBe(20);
  });

  it('writes nothing', async () => {
    await expect(ask(FORBIDDEN[engine.dialect] ?? '')).rejects.toMatchObject({ vendor: 'warehouse' });
    expect(await count()).toBe(20);
  });

  // PGlite stops no statement by time: a server does.
  it.skipIf(name === 'PGlite')('ends what takes too long, and answers the next', async () => {
    await expect(ask(ENDLESS[engine.dialect] ?? '', { seconds: 1 })).rejects.toMatchObject({
      code: 'warehouse.query-too-slow',
      kind: 'excessive',
    });
    expect(await count()).toBe(20);
  });

  it('leaves the event loop free meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    if (name !== 'PGlite') await ask(ENDLESS[engine.dialect] ?? '', { seconds: 1 }).catch(() => {});
    else turns = 100;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });
});

describe('a database that is not there', () => {
  const cases: readonly (readonly [string, SqlEngine, string])[] = [
    ['SQLite', createSqliteEngine('/nonexistent/a.sqlite'), 'warehouse.unreachable'],
    [
      'DuckDB',
      createDuckDbEngine({ path: '/nonexistent/a.duckdb', memory: '64MB', threads: 1 }),
      'warehouse.unreachable',
    ],
    [
      'PostgreSQL',
      createPostgresEngine({ url: 'postgresql://a:b@127.0.0.1:9/c?sslmode=disable' }),
      'warehouse.unreachable',
    ],
    ['ClickHouse', createClickHouseEngine({ url: 'http://a:b@127.0.0.1:9/c' }), 'warehouse.unreachable'],
  ];
  it.each(cases)('is told for %s, without its address', { timeout: 30_000 }, async (_, engine, code) => {
    const asked = engine.query({ name: 'probe', text: 'SELECT 1 AS one', parameters: [] }, LIMITS);
    await expect(asked).rejects.toMatchObject({
      code,
      message: expect.not.stringMatching(/127\.0|nonexistent/),
    });
    await engine.close();
  });

  it('reads no file of the machine in DuckDB', async () => {
    const { engine, stop } = await makeDuckDb(['CREATE TABLE events (a BIGINT)']);
    for (const text of ["SELECT * FROM read_csv('/etc/passwd')", 'SET enable_external_access = true'])
      await expect(engine.query({ name: 'test', text, parameters: [] }, LIMITS)).rejects.toMatchObject({
        vendor: 'warehouse',
      });
    await stop();
  });
});
