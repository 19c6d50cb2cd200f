import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Flushes between two checkpoints. */
const EVERY = 250;

/** Carries the write-ahead log over into the file now and then, off the event loop. */
export interface Checkpoints {
  /** Tells of one flush. */
  flushed(): void;
  close(): Promise<void>;
}

/**
 * A checkpoint waits for the disk twice, and SQLite makes one inside a commit, about every hundredth. Here a thread makes
 * them. It starts with the first that is due, and if it fails nothing is lost: the log grows until SQLite's own limit.
 */
export function createCheckpoints(path: string): Checkpoints {
  let flushes = 0;
  let thread: Worker | null = null;
  let isBusy = false;
  const start = () => {
    const started = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: path });
    started.unref();
    started.on('message', () => {
      isBusy = false;
    });
    // It stays busy then, so that none is started again.
    started.on('error', () => {
      thread = null;
    });
    return started;
  };
  return {
    flushed: () => {
      flushes += 1;
      if (flushes < EVERY || isBusy) return;
      flushes = 0;
      isBusy = true;
      thread ??= start();
      thread.postMessage('checkpoint');
    },
    close: async () => {
      if (thread === null) return;
      const gone = once(thread, 'exit');
      thread.ref();
      thread.postMessage('close');
      await gone;
    },
  };
}
