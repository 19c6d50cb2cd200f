import { describe, expect, it } from 'vitest';
import { loadDuckDb } from '#tools/metrics-cases/warehouses/duckdb.ts';
import { loadSqlite } from '#tools/metrics-cases/warehouses/sqlite.ts';
import { compareWithFold } from './warehouse-tables.ts';

const TABLES = 500;

describe('random event tables give what a plain fold gives', { timeout: 300_000 }, () => {
  it.each([
    ['SQLite', loadSqlite],
    ['DuckDB', loadDuckDb],
  ])('on %s', async (_, load) => {
    expect(await compareWithFold(load, TABLES)).toBeGreaterThan(TABLES / 2);
  });
});
