import { stat } from 'node:fs/promises';
import { ownFault } from '#shared/errors.ts';

/** Sees whether files are still the ones that were opened. */
export interface FileWatch {
  /** Throws `store.file-gone` or `store.file-replaced`. */
  check(): Promise<void>;
}

const GONE =
  'The database file or its write-ahead log was deleted or moved while the bot runs, so nothing is kept. Stop the bot, put the file back or restore a backup, then start it';
const REPLACED =
  'The database file or its write-ahead log was replaced while the bot runs, so nothing is kept. Stop the bot, put the right file in its place, then start it';

/**
 * Watches these files from now on. A file that is deleted stays open for the process that opened it: it reads and writes as
 * before, and all of it is lost in the end.
 */
export async function watchFiles(paths: readonly string[]): Promise<FileWatch> {
  const opened = await Promise.all(paths.map(identityOf));
  return {
    check: async () => {
      const found = await Promise.all(paths.map(identityOf));
      if (found.includes(null)) throw ownFault('store.file-gone', GONE);
      if (found.some((one, index) => one !== opened[index])) throw ownFault('store.file-replaced', REPLACED);
    },
  };
}

/** The device and the number of a file; null if there is none. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}
