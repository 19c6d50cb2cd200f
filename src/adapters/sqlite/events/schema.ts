import type { DatabaseSync } from 'node:sqlite';
import { ownFault } from '#shared/errors.ts';
import { integer } from '../columns.ts';

/** Marks the file as ours ("expo" in ASCII). */
const APPLICATION_ID = 0x6578706f;
/**
 * Version of the tables below; a change appends a step. Rows lie in the order of their arrival, and the one index is that of their keys:
 * every further one would make each row cost a page in a random place.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE exposures (
    hour INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    at INTEGER NOT NULL,
    flag TEXT NOT NULL,
    variant TEXT NOT NULL,
    properties TEXT
  ) STRICT;
  CREATE UNIQUE INDEX exposures_key ON exposures (hour, hash);
  CREATE TABLE observations (
    hour INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    value REAL,
    properties TEXT
  ) STRICT;
  CREATE UNIQUE INDEX observations_key ON observations (hour, hash);
  `,
];

/**
 * Brings a file of observations to the present schema in one transaction. Throws as `eventsVersion` does.
 */
export function migrateEvents(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of STEPS.slice(eventsVersion(database))) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STEPS.length}; COMMIT`);
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

/**
 * The version of a file of observations, 0 of an empty one. Throws `store.foreign` for another program's database and for the store of the
 * journal, and `store.newer` for a file of a later version.
 */
export function eventsVersion(database: DatabaseSync): number {
  const version = pragma(database, 'user_version');
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get();
  const isOurs = pragma(database, 'application_id') === APPLICATION_ID;
  if (!isOurs && (version !== 0 || integer(tables, 'count') > 0))
    throw ownFault('store.foreign', 'The file of observations is another database: name another file');
  if (version > STEPS.length)
    throw ownFault(
      'store.newer',
      'The file of observations was written by a newer version of the bot: update this one',
    );
  return version;
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return integer(database.prepare(`PRAGMA ${name}`).get(), name);
}
