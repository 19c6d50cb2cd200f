import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteEngine } from '#adapters/sqlite/warehouse-engine.ts';
import type { LoadWarehouse } from './case-table.ts';

/** A database file in a folder of its own, which goes with it. */
export const loadSqlite: LoadWarehouse = async (tables) => {
  const folder = mkdtempSync(join(tmpdir(), 'co-pilot-warehouse-'));
  const file = join(folder, 'events.sqlite');
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  for (const [table, rows] of tables) {
    database.exec(`CREATE TABLE ${table} (id TEXT, event TEXT, unit TEXT, at TEXT, properties TEXT)`);
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?)`);
    for (const { id, event, unit, at, properties } of rows) insert.run(id, event, unit, at, properties);
  }
  database.exec('COMMIT');
  database.close();
  const engine = createSqliteEngine(file);
  return {
    // SQLite has no sessions and no zones.
    connect: async () => ({ ...engine, close: async () => {} }),
    stop: async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
};
