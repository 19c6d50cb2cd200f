import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialectName, SqlEngine } from '#ports/sql-engine.ts';
import { makeTurned, type TestDatabase } from '#test/warehouse/databases.ts';
import { findSqlglot } from '#tools/metrics-cases/warehouses/sqlglot.ts';

const python = findSqlglot();
const LIMITS = { seconds: 30, rows: 10, bytes: null };

/** In each dialect: what is right there, and what belongs to another or to none. */
const WORDS: readonly (readonly [DialectName, string, string])[] = [
  ['redshift', 'DATEDIFF(microsecond, moment, moment)', 'UNIX_MICROS_OF(moment)'],
  ['bigquery', 'SAFE_CAST(text AS FLOAT64)', 'STRPOSITION(text, text)'],
  ['snowflake', 'TRY_TO_DOUBLE(text)', 'TRY_TO_DOUBEL(text)'],
  ['databricks', 'try_cast(text AS DOUBLE)', 'startwith(text, text)'],
];

describe.skipIf(python === null)('the judge of SQL that cannot run here', { timeout: 120_000 }, () => {
  describe.each(WORDS)('in %s', (dialect, right, wrong) => {
    let database: TestDatabase;
    let engine: SqlEngine;
    const ask = (text: string) => engine.query({ name: 'test', text, parameters: [] }, LIMITS);
    beforeAll(async () => {
      database = await makeTurned(
        python ?? '',
        dialect,
      )([
        'CREATE TABLE events (text TEXT, moment TIMESTAMP)',
        "INSERT INTO events VALUES ('1.5', '2026-03-01 00:00:00')",
      ]);
      engine = database.engine;
    });
    afterAll(() => database.stop());

    it('takes what is right', async () => {
      expect((await ask(`SELECT ${right} AS x FROM events`)).rows).toHaveLength(1);
    });

    it('refuses a function that is not there, a statement that writes, and two at once', async () => {
      await expect(ask(`SELECT ${wrong} AS x FROM events`)).rejects.toThrow('sqlglot refuses');
      await expect(ask('DELETE FROM events')).rejects.toThrow('sqlglot refuses');
      await expect(ask('SELECT 1 AS x; SELECT 2 AS x')).rejects.toThrow('sqlglot refuses');
    });
  });
});
