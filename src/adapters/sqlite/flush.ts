import { type FileHandle, open } from 'node:fs/promises';
import { ownFault } from '#shared/errors.ts';
import type { FileWatch } from './file-watch.ts';

/** Makes what was committed before the call survive a power cut. */
export interface Flush {
  /**
   * Resolves when it is on the disk, in the files that were opened. Rejects with `store.disk` if the disk failed, then and at every
   * later call; with a fault of `FileWatch` for as long as the files are not there.
   */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What a flush is done with. */
export interface FlushNeeds {
  /** Sees whether what is flushed will be found again. */
  readonly watch?: FileWatch;
  /** Called after each flush. */
  readonly onFlushed?: () => void;
}

/** For a database that keeps nothing, or that flushes by itself. */
export const noFlush: Flush = {
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * Flushes the write-ahead log off the event loop, once for all who wait. SQLite would do the same inside the commit
 * (`synchronous = FULL`): there a busy disk keeps the event loop from everything else, and acknowledgements came seconds late.
 * The log is written in order, so that what is flushed never stands on something that is not.
 */
export async function openFlush(logPath: string, { watch, onFlushed }: FlushNeeds = {}): Promise<Flush> {
  const log = await open(logPath, 'r+');
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const begin = () => {
    // A system that failed to write pages may forget that they are unwritten: after a failure nothing is promised again.
    underWay = underWay.then(() => {
      next = null;
      return datasync(log);
    });
    return underWay.then(() => watch?.check()).then(onFlushed);
  };
  const flush = () => {
    // One that has begun may have missed the newest commit; one that has not will cover it.
    next ??= begin();
    return next;
  };
  const close = async () => {
    await underWay.catch(() => {});
    await log.close();
  };
  return { flush, close };
}

async function datasync(log: FileHandle): Promise<void> {
  try {
    await log.datasync();
  } catch (cause) {
    const message = 'The disk failed to keep the newest entries: check it, then start the bot again';
    throw ownFault('store.disk', message, { cause });
  }
}
