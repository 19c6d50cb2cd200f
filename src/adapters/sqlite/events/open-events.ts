import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventStore, RemovedRows } from '#ports/event-store.ts';
import { ownFault } from '#shared/errors.ts';
import { sqliteError } from '../errors.ts';
import { watchFiles } from '../file-watch.ts';
import type { EventsAnswer, EventsWork, NumberedWork, ThreadOptions } from './events-work.ts';

/** Most looks are through in this time, in milliseconds. */
const ERASE_WAITS = 20_000;

const NONE: RemovedRows = { exposures: 0, observations: 0 };

/**
 * Opens a file of observations, which a thread of its own writes. Several processes may open the same file on one machine. Throws an `AppError`
 * that says what to do if the file cannot be used. `eraseWaits`: for how long an erasure waits for processes that read, in milliseconds.
 */
export async function openSqliteEvents(path: string, eraseWaits = ERASE_WAITS): Promise<EventStore> {
  const file = resolve(path);
  const options: ThreadOptions = { path: file, eraseWaits };
  const thread = new Worker(new URL('./events-thread.ts', import.meta.url), { workerData: options });
  const gone = new Promise<void>((resolved) => {
    thread.once('exit', () => resolved());
  });
  const ask = createAsking(thread);
  try {
    await once(thread, 'message');
  } catch (thrown) {
    throw sqliteError(thrown);
  }
  thread.unref();
  const watch = await watchFiles([file, `${file}-wal`]);
  const recorded = async (work: EventsWork): Promise<readonly boolean[]> => {
    const answer = await ask(work);
    // A file that was deleted takes rows as before, and all of them are lost in the end.
    await watch.check();
    return answer.kind === 'recorded' ? answer.isNew : [];
  };
  const removed = async (work: EventsWork): Promise<RemovedRows> => {
    const answer = await ask(work);
    return answer.kind === 'removed' ? answer : NONE;
  };
  let closing: Promise<void> | null = null;
  return {
    engine: 'SQLite',
    recordExposures: (rows) => recorded({ kind: 'exposures', rows }),
    recordObservations: (rows) => recorded({ kind: 'observations', rows }),
    prune: async (before) => {
      let all = NONE;
      for (;;) {
        const { exposures, observations } = await removed({ kind: 'prune', before });
        if (exposures + observations === 0) return all;
        all = { exposures: all.exposures + exposures, observations: all.observations + observations };
      }
    },
    forget: async (unit) => {
      const { exposures, observations } = await removed({ kind: 'forget', unit });
      return { exposures, observations };
    },
    ping: async () => {
      await ask({ kind: 'ping' });
      await watch.check();
    },
    close: () => {
      closing ??= ask({ kind: 'close' }).then(
        () => {
          thread.ref();
          return gone;
        },
        // It has ended by itself.
        () => {},
      );
      return closing;
    },
  };
}

interface Waiting {
  readonly resolve: (answer: EventsAnswer) => void;
  readonly reject: (fault: Error) => void;
}

/** Hands work to the thread and its answers back. What waits when the thread ends is refused, and so is all that comes later. */
function createAsking(thread: Worker): (work: EventsWork) => Promise<EventsAnswer> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let hasEnded = false;
  const closed = () => ownFault('store.closed', 'The store of observations is closed');
  thread.on('message', (answer: EventsAnswer | 'open') => {
    if (answer === 'open') return;
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'failed') one?.reject(ownFault(answer.code, answer.message));
    else one?.resolve(answer);
    if (waiting.size === 0) thread.unref();
  });
  thread.on('error', () => {});
  thread.on('exit', () => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(closed());
    waiting.clear();
  });
  return (work) => {
    if (hasEnded) return Promise.reject(closed());
    last += 1;
    const numbered: NumberedWork = { ...work, id: last };
    const { promise, resolve: done, reject } = Promise.withResolvers<EventsAnswer>();
    waiting.set(last, { resolve: done, reject });
    // The process does not end before it is answered.
    thread.ref();
    thread.postMessage(numbered);
    return promise;
  };
}
