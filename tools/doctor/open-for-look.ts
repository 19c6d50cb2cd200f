import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { openStore, type StoreConfig } from '#app/open-store.ts';
import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';

/** What became of a look at the store. */
export interface StoreLook {
  /** The configured store, or one in memory if that is not there or cannot be opened. */
  readonly store: Store;
  readonly isWell: boolean;
  /** The line for the person. */
  readonly line: string;
}

/** Opens the store if it is there, and asks it something. A file that is not there yet is not made. */
export async function openForLook(address: StoreConfig): Promise<StoreLook> {
  const { mongodbUri, databaseFile } = address;
  if (mongodbUri === null && !existsSync(databaseFile)) {
    return { store: await openSqliteStore(':memory:'), ...beforeItIsMade(databaseFile) };
  }
  const name = mongodbUri === null ? databaseFile : 'MongoDB';
  try {
    const store = await openStore(address);
    await store.ping();
    return { store, isWell: true, line: `✓ Store: ${name}` };
  } catch (thrown) {
    const line = `✗ Store: ${toAppError(thrown).message}`;
    return { store: await openSqliteStore(':memory:'), isWell: false, line };
  }
}

/** Whether the start can make the file: the nearest folder above it that is there takes files. */
function beforeItIsMade(databaseFile: string): Pick<StoreLook, 'isWell' | 'line'> {
  let folder = dirname(resolve(databaseFile));
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return { isWell: true, line: `✓ Store: ${databaseFile} is not there yet; the start makes it` };
  } catch {
    const line = `✗ Store: the folder ${folder} cannot be written. Set DATABASE_FILE, or let the bot write there.`;
    return { isWell: false, line };
  }
}
