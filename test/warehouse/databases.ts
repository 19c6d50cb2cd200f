import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@clickhouse/client';
import { DuckDBInstance } from '@duckdb/node-api';
import { Client } from 'pg';
import { createClickHouseEngine } from '#adapters/clickhouse/engine.ts';
import { createDuckDbEngine } from '#adapters/duckdb/engine.ts';
import { createPostgresEngine } from '#adapters/postgres/engine.ts';
import { createSqliteEngine } from '#adapters/sqlite/warehouse-engine.ts';
import type { DialectName, SqlEngine } from '#ports/sql-engine.ts';
import { startClickHouse } from '#tools/metrics-cases/warehouses/clickhouse-server.ts';
import { startPglite } from '#tools/metrics-cases/warehouses/pglite.ts';
import {
  findPostgres,
  type PostgresServer,
  startPostgres,
} from '#tools/metrics-cases/warehouses/postgres-server.ts';
import { startSqlglot, turning } from '#tools/metrics-cases/warehouses/sqlglot.ts';

/** A database in which statements ran, and how it is put away. */
export interface TestDatabase {
  readonly engine: SqlEngine;
  readonly stop: () => Promise<void>;
}

/** Runs statements in a new database, and opens it with an engine whose sessions live far from UTC. */
export type MakeDatabase = (statements: readonly string[]) => Promise<TestDatabase>;

const FAR = 'America/New_York';

export const makeSqlite: MakeDatabase = async (statements) => {
  const folder = mkdtempSync(join(tmpdir(), 'co-pilot-database-'));
  const database = new DatabaseSync(join(folder, 'a.sqlite'));
  for (const statement of statements) database.exec(statement);
  database.close();
  const engine = createSqliteEngine(join(folder, 'a.sqlite'));
  return {
    engine,
    stop: async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export const makeDuckDb = async (statements: readonly string[], timezone = FAR): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'co-pilot-database-'));
  const path = join(folder, 'a.duckdb');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  const engine = createDuckDbEngine({ path, memory: '256MB', threads: 2, timezone });
  return {
    engine,
    stop: async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** In a server that `start` begins. */
function makePostgres(start: () => Promise<PostgresServer>): MakeDatabase {
  return async (statements) => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
    const engine = createPostgresEngine({ url: server.url, timezone: FAR });
    return {
      engine,
      stop: async () => {
        await engine.close();
        await server.stop();
      },
    };
  };
}

export const makePglite = makePostgres(startPglite);

const programs = findPostgres();

/** Of the PostgreSQL of this machine; null if it has none. */
export const makeRealPostgres = programs === null ? null : makePostgres(() => startPostgres(programs));

/** Of the Python that has chdb; tables get an engine of ClickHouse. */
export function makeClickHouse(python: string): MakeDatabase {
  return async (statements) => {
    const server = await startClickHouse(python);
    const client = createClient({ url: server.url });
    for (const statement of statements)
      await client.command({
        query: statement.startsWith('CREATE')
          ? `${statement} ENGINE = MergeTree ORDER BY tuple()`
          : statement,
      });
    await client.close();
    const engine = createClickHouseEngine({ url: server.url, timezone: FAR });
    return {
      engine,
      stop: async () => {
        await engine.close();
        await server.stop();
      },
    };
  };
}

/** A DuckDB that is asked in the SQL of a database that cannot run here, by the Python that has sqlglot. Sessions are in UTC. */
export function makeTurned(python: string, dialect: DialectName): MakeDatabase {
  return async (statements) => {
    const { engine, stop } = await makeDuckDb(statements, 'UTC');
    const server = await startSqlglot(python);
    return {
      engine: turning(engine, dialect, server.origin),
      stop: async () => {
        await stop();
        await server.stop();
      },
    };
  };
}
