import { DatabaseSync } from 'node:sqlite';
import { guarded } from './guarded.ts';

/** A lock that any number of processes hold together, and that the system takes from a process that dies. */
export interface JointLock {
  leave(): void;
}

/**
 * Joins the holders of the lock file at `path`, which is made if it is not there. The first one to come runs `whenAlone` before any
 * other can join. The lock is SQLite's own, so it is as good as the locks that the database file itself stands on, between
 * containers too; the id of a process would say nothing there.
 */
export async function joinLock(path: string, whenAlone: () => Promise<void>): Promise<JointLock> {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    if (isTaken(lock)) {
      await whenAlone();
      lock.exec('COMMIT');
    }
    await guarded(() => {
      if (!lock.isTransaction) lock.exec('BEGIN');
      // Only a read takes the shared lock, and the transaction holds it.
      lock.prepare('SELECT count(*) FROM sqlite_schema').get();
    });
  } catch (thrown) {
    lock.close();
    throw thrown;
  }
  return { leave: () => lock.isOpen && lock.close() };
}

/** Whether no other process held it, so that it is ours alone now. */
function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch {
    return false;
  }
}
