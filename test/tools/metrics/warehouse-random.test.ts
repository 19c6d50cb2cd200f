import { describe, expect, it } from 'vitest';
import type { LoadWarehouse } from '#tools/metrics-cases/warehouses/case-table.ts';
import { loadDuckDb } from '#tools/metrics-cases/warehouses/duckdb.ts';
import { loadSqlite } from '#tools/metrics-cases/warehouses/sqlite.ts';
import { compareWithFold } from './warehouse-tables.ts';

const TABLES = 500;

const WHOLE = /\(\(SELECT COUNT\(\*\) FROM look__units\) > 100000 AND .*\) OR event_unit IN/;

/** SQLite that takes any number of units for many: then events of all units are read. */
const loadManyUnits: LoadWarehouse = async (tables) => {
  const warehouse = await loadSqlite(tables);
  const connect: typeof warehouse.connect = async (zone) => {
    const engine = await warehouse.connect(zone);
    const query: typeof engine.query = ({ text, ...statement }, limits) => {
      expect(WHOLE.test(text)).toBe(text.includes('look__listed'));
      return engine.query({ ...statement, text: text.replace(WHOLE, '1 = 1 OR event_unit IN') }, limits);
    };
    return { ...engine, query };
  };
  return { ...warehouse, connect };
};

describe('random event tables give what a plain fold gives', { timeout: 300_000 }, () => {
  it.each([
    ['SQLite', loadSqlite],
    ['SQLite with many units', loadManyUnits],
    ['DuckDB', loadDuckDb],
  ])('on %s', async (_, load) => {
    expect(await compareWithFold(load, TABLES)).toBeGreaterThan(TABLES / 2);
  });
});
