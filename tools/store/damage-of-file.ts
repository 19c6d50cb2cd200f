import { text } from '#adapters/sqlite/columns.ts';
import { openToRead } from './store-reader.ts';

/** The first damage that SQLite finds in the pages and indexes of a file, in its words; null if there is none. */
export function damageOfFile(path: string): string | null {
  const database = openToRead(path);
  try {
    const found = text(database.prepare('PRAGMA integrity_check(1)').get(), 'integrity_check');
    return found === 'ok' ? null : found.replaceAll(/\s+/g, ' ').replace('*** in database main *** ', '');
  } finally {
    database.close();
  }
}
