import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread that carries what stands in the write-ahead log over into the database file whenever it is told to. */
const path: unknown = workerData;
if (typeof path !== 'string' || parentPort === null) throw new TypeError('this is a thread of a store');
const port = parentPort;
const database = new DatabaseSync(path, { timeout: 0 });
// No other connection may flush the log before its content is overwritten.
database.exec('PRAGMA synchronous = NORMAL');

port.on('message', (told: unknown) => {
  if (told === 'checkpoint') {
    // PASSIVE neither waits nor makes others wait; the next checkpoint takes what it leaves.
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    port.postMessage('done');
  } else {
    database.close();
    port.close();
  }
});
