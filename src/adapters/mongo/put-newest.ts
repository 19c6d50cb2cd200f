import { isDuplicate } from './errors.ts';

/** Writes a document of which the newest version counts. `put` replaces one that is not newer, and with `upsert` makes it if it finds none. */
export async function putNewest(put: (upsert: boolean) => Promise<unknown>): Promise<void> {
  try {
    await put(true);
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
    // It is there: a newer one, or one that another writer put there at the same moment and that may be older.
    await put(false);
  }
}
