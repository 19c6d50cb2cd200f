import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { createDuckDbEngine } from '#adapters/duckdb/engine.ts';
import type { LoadWarehouse } from './case-table.ts';

/** A database file in a folder of its own, which goes with it. */
export const loadDuckDb: LoadWarehouse = async (tables) => {
  const folder = mkdtempSync(join(tmpdir(), 'co-pilot-warehouse-'));
  const path = join(folder, 'events.duckdb');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const [table, rows] of tables) {
    await connection.run(
      `CREATE TABLE ${table} (id VARCHAR, event VARCHAR, unit VARCHAR, "at" TIMESTAMPTZ, properties JSON)`,
    );
    if (rows.length === 0) continue;
    await connection.run(
      `INSERT INTO ${table} SELECT r.id, r.event, r.unit, CAST(r."at" AS TIMESTAMPTZ), CAST(r.properties AS JSON) FROM (SELECT unnest(from_json($1, '[{"id":"VARCHAR","event":"VARCHAR","unit":"VARCHAR","at":"VARCHAR","properties":"VARCHAR"}]')) AS r)`,
      [JSON.stringify(rows)],
    );
  }
  connection.closeSync();
  instance.closeSync();
  return {
    connect: async (timezone) => createDuckDbEngine({ path, memory: '512MB', threads: 2, timezone }),
    stop: async () => rmSync(folder, { recursive: true }),
  };
};
