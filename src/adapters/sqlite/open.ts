import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '#ports/store.ts';
import { createSqliteAnswers } from './answers.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createSqliteClaims } from './claims.ts';
import { text } from './columns.ts';
import { createDeliveries } from './deliveries.ts';
import { watchFiles } from './file-watch.ts';
import { createSqliteFlags } from './flag-parts.ts';
import { type Flush, noFlush, openFlush } from './flush.ts';
import { guarded } from './guarded.ts';
import { createInspection } from './inspection.ts';
import { createSqliteJournal } from './journal.ts';
import { createSqlitePasts } from './pasts.ts';
import { createSqlitePeople } from './people.ts';
import { createPresence } from './presence.ts';
import { createSqliteRuns } from './runs.ts';
import { migrate } from './schema.ts';
import { createSqliteSessions } from './sessions.ts';
import { createSqliteSummaries } from './summaries.ts';
import { createSqliteTokens } from './tokens.ts';
import { createSqliteTransfer } from './transfer.ts';
import { createSqliteVectors } from './vectors.ts';

/** Pages of 4 kB in the write-ahead log from which on a commit itself carries them over into the file. */
const LONGEST_LOG = 20_000;

export interface SqliteOptions {
  /** How long the opening waits for another process that holds the file, in milliseconds; five seconds if left out. */
  readonly patienceMs?: number;
}

/**
 * Opens the embedded store, making the file and its folder where there are none. `':memory:'` keeps nothing.
 * Several processes may open the same file on one machine (not over a network file system).
 * Throws an `AppError` that says what to do if the file is locked, damaged, foreign or of a newer version.
 */
export async function openSqliteStore(path: string, options: SqliteOptions = {}): Promise<Store> {
  const database = await guarded(() => openDatabase(path), options.patienceMs);
  const { flush, close } = await flushOf(database);
  const file = database.location();
  const presence = createPresence(database, file);
  const inspection = createInspection(file);
  const people = createSqlitePeople(database);
  const sessions = createSqliteSessions(database);
  return {
    ...createSqliteJournal(database, flush),
    ...createDeliveries(database, flush),
    ...createSqliteSummaries(database),
    ...createSqliteClaims(database),
    ...people,
    ...sessions,
    forget: async (user) => {
      // First: erasing takes what was deleted out of the file, too.
      await sessions.endSessionsOf(user);
      return people.forget(user);
    },
    ...createSqlitePasts(database),
    ...createSqliteVectors(database),
    ...createSqliteRuns(database),
    ...createSqliteTokens(database),
    ...createSqliteAnswers(database),
    ...createSqliteFlags(database, flush),
    ...createSqliteTransfer(database, flush),
    arrive: presence.arrive,
    inspect: inspection.inspect,
    ping: async () => {
      inspection.check();
      await presence.beat();
      // What is written may yet not be kept.
      await flush();
    },
    close: async () => {
      if (!database.isOpen) return;
      await presence.leave();
      await close();
      await guarded(() => (database.isOpen ? database.close() : undefined));
    },
  };
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    // SQLite's own wait would hold up the event loop: `guarded` tries again instead.
    database = new DatabaseSync(path, { timeout: 0, defensive: true });
    // secure_delete: erased keys are overwritten.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    migrate(database);
    return database;
  } catch (thrown) {
    database?.close();
    throw thrown;
  }
}

/**
 * What was acknowledged survives a power cut: a commit resolves after the flush of the write-ahead log, and so does a claim
 * of its effects, because nothing may go out to the world before it is kept. What may be lost with the last milliseconds
 * before a power cut (not before a crash of the process) can be derived again, or is only looked for again: the list, which
 * commits are delivered, claims. If there is no such log, every statement flushes by itself.
 */
async function flushOf(database: DatabaseSync): Promise<Flush> {
  const file = database.location();
  const mode = database.prepare('PRAGMA journal_mode').get();
  if (file === null || text(mode, 'journal_mode') !== 'wal') return noFlush;
  const checkpoints = createCheckpoints(file);
  const watch = await watchFiles([file, `${file}-wal`]);
  const log = await openFlush(`${file}-wal`, { watch, onFlushed: checkpoints.flushed });
  database.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${LONGEST_LOG}`);
  return {
    flush: log.flush,
    close: async () => {
      await log.close();
      await checkpoints.close();
    },
  };
}
