import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '#ports/store.ts';
import { createClaims } from './claims.ts';
import { createDeliveries } from './deliveries.ts';
import { guarded, storeError } from './errors.ts';
import { createJournal } from './journal.ts';
import { createPeople } from './people.ts';
import { migrate } from './schema.ts';
import { createSummaries } from './summaries.ts';
import { createTransfer } from './transfer.ts';

export interface SqliteOptions {
  /** How long a statement waits for another process, in milliseconds; the event loop waits with it. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the embedded store, making the file and its folder where there are none. `':memory:'` keeps nothing.
 * Several processes may open the same file on one machine (not over a network file system).
 * Throws an `AppError` that says what to do where the file is locked, damaged, foreign or of a newer version.
 */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<Store> {
  const database = openDatabase(path, options.busyTimeoutMs ?? 5_000);
  return {
    ...createJournal(database),
    ...createDeliveries(database),
    ...createSummaries(database),
    ...createClaims(database),
    ...createPeople(database),
    ...createTransfer(database),
    ping: () => guarded(() => void database.prepare('SELECT 1').get()),
    close: () => guarded(() => (database.isOpen ? database.close() : undefined)),
  };
}

function openDatabase(path: string, timeout: number): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout, defensive: true });
    // FULL: what was acknowledged survives a power cut. secure_delete: erased keys are overwritten.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    migrate(database);
    return database;
  } catch (thrown) {
    database?.close();
    throw storeError(thrown);
  }
}
