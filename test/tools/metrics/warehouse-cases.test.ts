import { describe, expect, it } from 'vitest';
import { type MetricsCase, readMetricsCases } from '#tools/metrics-cases/read-case.ts';
import { runOnWarehouse } from '#tools/metrics-cases/run-on-warehouse.ts';
import { loadDuckDb } from '#tools/metrics-cases/warehouses/duckdb.ts';
import { startPglite } from '#tools/metrics-cases/warehouses/pglite.ts';
import { loadPostgres } from '#tools/metrics-cases/warehouses/postgres.ts';
import { loadSqlite } from '#tools/metrics-cases/warehouses/sqlite.ts';

const cases = readMetricsCases('test/fixtures/metrics').map(({ read }): MetricsCase => {
  if (read instanceof Error) throw read;
  return read;
});

describe('the figures of every fixture', { timeout: 300_000 }, () => {
  it.each([
    ['SQLite', loadSqlite],
    ['DuckDB', loadDuckDb],
    ['PGlite', loadPostgres(startPglite)],
  ])('are right on %s', async (_, load) => {
    const results = await runOnWarehouse(load, cases);
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(14);
  });
});
