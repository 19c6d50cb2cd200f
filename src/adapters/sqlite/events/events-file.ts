import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ExposureRow, ObservationRow, RemovedRows } from '#ports/event-store.ts';
import { integer } from '../columns.ts';
import { migrateEvents } from './schema.ts';

/** How long a statement waits for another process that writes, in milliseconds: it waits on a thread of its own. */
const PATIENCE = 5_000;
/** Pages of 4 kB in the write-ahead log from which on it is carried over into the file. */
const LONGEST_LOG = 20_000;
/** Rows that one step of pruning takes away at most, so that rows which arrive meanwhile wait for a moment alone. */
const PRUNED_AT_ONCE = 20_000;

/** An open file of observations. Every call blocks the thread that makes it. */
export interface EventsFile {
  /** Runs work in one transaction, which is on the disk when the call returns. */
  readonly atomically: <Value>(work: () => Value) => Value;
  readonly addExposure: (row: ExposureRow) => boolean;
  readonly addObservation: (row: ObservationRow) => boolean;
  readonly prune: (before: number) => RemovedRows;
  /** What was removed stands in the log until `emptyLog` was done. */
  readonly forget: (unit: bigint) => RemovedRows;
  /** Carries the log over into the file and empties it; false if another process reads the file just now. */
  readonly emptyLog: () => boolean;
  readonly ping: () => void;
  readonly close: () => void;
}

/** Opens a file of observations, making it and its folder if there are none. Throws SQLite's faults, and as `migrateEvents` does. */
export function openEventsFile(path: string): EventsFile {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: PATIENCE, defensive: true });
  try {
    // FULL: a commit returns after the flush of the log. secure_delete: what is erased is overwritten.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    database.exec(`PRAGMA wal_autocheckpoint = ${LONGEST_LOG}; PRAGMA cache_size = -65536`);
    migrateEvents(database);
    // A process that ended before may have left what it erased in the log.
    emptied(database);
    return fileOf(database);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function fileOf(database: DatabaseSync): EventsFile {
  const exposure = database.prepare(`
    INSERT INTO exposures (hour, hash, unit, at, flag, variant, properties) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const observation = database.prepare(`
    INSERT INTO observations (hour, hash, unit, at, name, value, properties) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const removed = (where: (table: string) => string, value: number | bigint): RemovedRows => {
    const of = (table: string) =>
      Number(database.prepare(`DELETE FROM ${table} WHERE ${where(table)}`).run(value).changes);
    return { exposures: of('exposures'), observations: of('observations') };
  };
  const atomically = <Value>(work: () => Value): Value => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      database.exec('COMMIT');
      return value;
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw thrown;
    }
  };
  return {
    atomically,
    addExposure: ({ key, unit, at, flag, variant, properties }) =>
      exposure.run(key.hour, key.hash, unit, at, flag, variant, properties).changes === 1,
    addObservation: ({ key, unit, at, name, value, properties }) =>
      observation.run(key.hour, key.hash, unit, at, name, value, properties).changes === 1,
    prune: (before) =>
      atomically(() =>
        removed(
          (table) => `rowid IN (SELECT rowid FROM ${table} WHERE at < ? LIMIT ${PRUNED_AT_ONCE})`,
          before,
        ),
      ),
    forget: (unit) => atomically(() => removed(() => '? = unit', unit)),
    emptyLog: () => emptied(database),
    // A small write, flushed as every other is.
    ping: () =>
      atomically(() => {
        const version = integer(database.prepare('PRAGMA user_version').get(), 'user_version');
        database.exec(`PRAGMA user_version = ${version}`);
      }),
    close: () => database.close(),
  };
}

/** Does not wait for a process that reads: rows that arrive would wait, too. */
function emptied(database: DatabaseSync): boolean {
  database.exec('PRAGMA busy_timeout = 0');
  try {
    return integer(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get(), 'busy') === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
  }
}
