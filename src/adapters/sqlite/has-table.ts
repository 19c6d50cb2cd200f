import type { DatabaseSync } from 'node:sqlite';

/** Whether a file has this table. One of an older version that is opened to be read alone lacks those that came since. */
export function hasTable(database: DatabaseSync, name: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}
