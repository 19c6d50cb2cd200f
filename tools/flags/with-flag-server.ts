import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { spawnServer } from '#tools/spawn-server.ts';
import { populate } from './flag-population.ts';

/** Runs work against the flag server of a bot that runs in a process of its own, over a store in a file with these experiments. */
export async function withFlagServer<Value>(
  keys: readonly string[],
  work: (origin: string, key: string) => Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'flag-server-'));
  try {
    const path = join(folder, 'store.sqlite');
    const store = await openSqliteStore(path);
    const key = await populate(store, keys);
    await store.close();
    const { origin, stop } = await spawnServer(process.execPath, ['tools/flags/serve-flags.ts', path]);
    try {
      return await work(origin, key);
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
