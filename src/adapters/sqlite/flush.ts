import { type FileHandle, open } from 'node:fs/promises';
import { ownFault } from '#shared/errors.ts';

/** Makes what was committed before the call survive a power cut. */
export interface Flush {
  /** Resolves when it is on the disk. Rejects with `store.disk` if the disk failed, then and at every later call. */
  flush(): Promise<void>;
  /** Throws what a flush failed with: after that none comes to a good end until the file is opened again. */
  check(): void;
  close(): Promise<void>;
}

/** For a database that keeps nothing, or that flushes by itself. */
export const noFlush: Flush = {
  flush: () => Promise.resolve(),
  check: () => {},
  close: () => Promise.resolve(),
};

/**
 * Flushes the write-ahead log off the event loop, once for all who wait. SQLite would do the same inside the commit
 * (`synchronous = FULL`): there a busy disk keeps the event loop from everything else, and acknowledgements came seconds late.
 * `onFlushed` is called after each. The log is written in order, so that what is flushed never stands on something that is not.
 */
export async function openFlush(logPath: string, onFlushed: () => void = () => {}): Promise<Flush> {
  const log = await open(logPath, 'r+');
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  let failure: unknown = null;
  const flush = () => {
    // One that has begun may have missed the newest commit; one that has not will cover it.
    next ??= underWay.then(() => {
      next = null;
      return datasync(log).then(onFlushed);
    });
    next.catch((thrown: unknown) => {
      failure = thrown;
    });
    // A system that failed to write pages may forget that they are unwritten: after a failure nothing is promised again.
    underWay = next;
    return next;
  };
  const close = async () => {
    await underWay.catch(() => {});
    await log.close();
  };
  const check = () => {
    if (failure !== null) throw failure;
  };
  return { flush, check, close };
}

async function datasync(log: FileHandle): Promise<void> {
  try {
    await log.datasync();
  } catch (cause) {
    const message = 'The disk failed to keep the newest entries: check it, then start the bot again';
    throw ownFault('store.disk', message, { cause });
  }
}
