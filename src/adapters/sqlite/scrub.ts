import type { DatabaseSync } from 'node:sqlite';
import { ownFault } from '#shared/errors.ts';
import { integer } from './columns.ts';
import { guarded, pause } from './guarded.ts';

/** A reader is through with its transaction in milliseconds; a backup or an open shell may take for ever. */
const TRIES = 10;
const EVERY = 150;
/** If all tries failed, it is tried on in the background until it is done. */
const LATER = 60_000;

/**
 * Empties the write-ahead log, which would keep what was erased from the tables until it is overwritten. A process that reads
 * in a transaction prevents that; then it is tried again, and `store.not-erased` is thrown if they do not let go.
 */
export function createScrub(database: DatabaseSync): () => Promise<void> {
  let isPlanned = false;
  const tryLater = () => {
    if (isPlanned) return;
    isPlanned = true;
    const look = async () => {
      isPlanned = false;
      // A file that was closed has no such log any more. The next erasure meets a fault here again.
      if (database.isOpen && !emptied(database)) tryLater();
    };
    setTimeout(() => void look().catch(tryLater), LATER).unref();
  };
  return async () => {
    for (let left = TRIES; left > 0; left -= 1) {
      if (await guarded(() => emptied(database))) return;
      if (left > 1) await pause(EVERY);
    }
    tryLater();
    const message =
      'What was erased still stands in the write-ahead log, because another process reads the database file. End backups and open shells on it, then forget again';
    throw ownFault('store.not-erased', message);
  };
}

/** False if another process reads or writes just now: SQLite says so in a row. */
function emptied(database: DatabaseSync): boolean {
  return integer(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get(), 'busy') === 0;
}
