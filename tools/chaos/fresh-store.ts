import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';

/** An empty store for one schedule. */
export interface FreshStore {
  readonly store: Store;
  /** Closes it and removes what it holds. */
  dispose(): Promise<void>;
}

/** Opens an empty store: SQLite in memory, or a database of its own on the server of a `mongodb://` address. */
export async function openFreshStore(uri: string | null): Promise<FreshStore> {
  if (uri === null) {
    const store = await openSqliteStore(':memory:');
    return { store, dispose: store.close };
  }
  const database = `chaos-${randomUUID().slice(0, 18)}`;
  const store = await openMongoStore(uri, { database, allowStandalone: true });
  return {
    store,
    dispose: async () => {
      await store.close();
      await using client = new MongoClient(uri, { serverSelectionTimeoutMS: 3_000 });
      await client.db(database).dropDatabase();
    },
  };
}
