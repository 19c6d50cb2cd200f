import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread that carries what stands in the write-ahead log over into the database file whenever it is told to. */
const path: unknown = workerData;
if (typeof path !== 'string' || parentPort === null) throw new TypeError('this is a thread of a store');
const port = parentPort;
const database = new DatabaseSync(path, { timeout: 0 });
// No other thread flushes the log before its content is written over.
database.exec('PRAGMA synchronous = NORMAL');

port.on('message', (told: unknown) => {
  if (told === 'checkpoint') {
    // PASSIVE waits for no writer and holds none up; the next one takes what it leaves.
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    port.postMessage('done');
  } else {
    database.close();
    port.close();
  }
});
