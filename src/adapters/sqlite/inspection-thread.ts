import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread that looks through a database file once and says what SQLite finds: `ok`, or the first damage. */
const path: unknown = workerData;
if (typeof path !== 'string' || parentPort === null) throw new TypeError('this is a thread of a store');
const database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
try {
  const [found] = database.prepare('PRAGMA quick_check(1)').all();
  parentPort.postMessage(String(found?.['quick_check']));
} catch (thrown) {
  // Damage may end the look itself.
  parentPort.postMessage(thrown instanceof Error ? thrown.message : String(thrown));
} finally {
  database.close();
}
