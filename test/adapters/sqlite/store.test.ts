import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { describeStore } from '#test/contracts/store.ts';

describeStore('SQLite in memory', async () => {
  const store = await openSqliteStore(':memory:');
  return { store, connect: null, dispose: () => store.close() };
});

describeStore('SQLite in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const connect = () => openSqliteStore(join(folder, 'new', 'store.sqlite'));
  const store = await connect();
  return {
    store,
    connect,
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
