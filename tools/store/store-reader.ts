import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { createSqliteAnswers } from '#adapters/sqlite/answers.ts';
import { sqliteError } from '#adapters/sqlite/errors.ts';
import { createSqliteFlags } from '#adapters/sqlite/flag-parts.ts';
import { noFlush } from '#adapters/sqlite/flush.ts';
import { createSqliteJournal } from '#adapters/sqlite/journal.ts';
import { createSqlitePasts } from '#adapters/sqlite/pasts.ts';
import { createSqlitePeople } from '#adapters/sqlite/people.ts';
import { createSqliteRuns } from '#adapters/sqlite/runs.ts';
import { refuseOthers } from '#adapters/sqlite/schema.ts';
import { createSqliteSessions } from '#adapters/sqlite/sessions.ts';
import { createSqliteSummaries } from '#adapters/sqlite/summaries.ts';
import { createSqliteTokens } from '#adapters/sqlite/tokens.ts';
import { createSqliteTransfer } from '#adapters/sqlite/transfer.ts';
import type { Store } from '#ports/store.ts';

/** What can be read of a store. */
export type StoreReader = Pick<
  Store,
  | ('commits' | 'records' | 'experimentKeys' | 'streamKeys' | 'entries' | 'claimsAfter' | 'peopleAfter')
  | ('summaries' | 'summaryVersions' | 'knownPseudonymOf' | 'slackUserOf' | 'close')
  | (
      | 'sessionsOf'
      | 'pastLine'
      | 'pastVersions'
      | 'run'
      | 'runsOf'
      | 'runLinesAfter'
      | 'tokenUses'
      | 'answersAfter'
      | 'flagPart'
    )
>;

/**
 * Opens a store in a file as it is at this moment, whatever a bot writes from then on, until it is closed. Changes nothing: the file
 * is neither brought to the present schema nor written. Throws an `AppError` that says what to do if it is no store of ours.
 */
export async function readSqliteStore(path: string): Promise<StoreReader> {
  const database = openToRead(path);
  try {
    refuseOthers(database);
    // The first read fixes the moment that all others see.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (thrown) {
    database.close();
    throw sqliteError(thrown);
  }
  // A file of an older version has no such table.
  const tables = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sessions'`);
  const hasSessions = tables.get() !== undefined;
  return {
    ...createSqliteJournal(database, noFlush.flush),
    ...createSqliteTransfer(database, noFlush.flush),
    ...createSqliteSummaries(database),
    ...createSqlitePeople(database),
    ...createSqlitePasts(database),
    ...createSqliteRuns(database),
    sessionsOf: hasSessions ? createSqliteSessions(database).sessionsOf : async () => [],
    ...createSqliteTokens(database),
    ...createSqliteAnswers(database),
    ...createSqliteFlags(database, noFlush.flush),
    close: async () => database.close(),
  };
}

/** Opens a file that may lie in a folder that cannot be written; such a file is in use by no bot. */
export function openToRead(path: string): DatabaseSync {
  const open = (address: string | URL) => {
    const database = new DatabaseSync(address, { readOnly: true, timeout: 5_000 });
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  };
  try {
    return open(path);
  } catch (thrown) {
    if (existsSync(`${path}-wal`)) throw sqliteError(thrown);
    const frozen = pathToFileURL(path);
    frozen.searchParams.set('immutable', '1');
    try {
      return open(frozen);
    } catch {
      throw sqliteError(thrown);
    }
  }
}
