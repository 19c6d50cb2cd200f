import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { populate } from './flag-population.ts';

/** A program that listens on a port of this machine until its input ends. */
interface Served {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Starts a program that prints its port. */
export async function serveBy(program: string, ...words: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port] = await Promise.race([once(child.stdout, 'data'), ended]);
  return {
    origin: `http://127.0.0.1:${String(port).trim()}`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

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
    const { origin, stop } = await serveBy('tools/flags/serve-flags.ts', path);
    try {
      return await work(origin, key);
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
