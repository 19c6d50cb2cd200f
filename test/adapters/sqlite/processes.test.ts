import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createExecute } from '#journal/execute.ts';
import { verifyRecords } from '#journal/verify.ts';
import { silentLogger } from '#shared/logger.ts';
import { propose } from '#test/support/experiments.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
  path = join(folder, 'store.sqlite');
  const store = await openSqliteStore(path);
  await createExecute({ store, log: silentLogger })('gate', propose());
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function startWriter(times: number): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['test/adapters/sqlite/writer.ts', path, String(times)]);
}

/** Versions that a writer was told are kept; `onLine` is called after each. */
async function acknowledged(writer: ChildProcessWithoutNullStreams, onLine = (_count: number) => {}) {
  const versions: number[] = [];
  const closed = once(writer, 'close');
  for await (const line of createInterface({ input: writer.stdout })) {
    versions.push(Number(line));
    onLine(versions.length);
  }
  await closed;
  return versions;
}

describe('SQLite under several processes', () => {
  it('keeps every commit of three processes that write one experiment at once, in one chain', async () => {
    const versions = (await Promise.all([1, 2, 3].map(() => acknowledged(startWriter(25))))).flat();
    const store = await openSqliteStore(path);
    const records = await store.records('gate');
    await store.close();
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 75 }, (_, index) => index + 2));
    expect(records).toHaveLength(76);
    expect(verifyRecords(records)).toBeNull();
  });

  it('loses nothing that it acknowledged to a process that is killed', async () => {
    const writer = startWriter(100_000);
    const versions = await acknowledged(writer, (count) => {
      if (count === 20) writer.kill('SIGKILL');
    });
    const store = await openSqliteStore(path);
    const records = await store.records('gate');
    expect(records.length).toBeGreaterThanOrEqual(Math.max(...versions));
    expect(versions.length).toBeGreaterThanOrEqual(20);
    expect(verifyRecords(records)).toBeNull();
    expect(await store.append(await nextCommit(store))).toBe('appended');
    await store.close();
  });
});

async function nextCommit(store: Awaited<ReturnType<typeof openSqliteStore>>) {
  const commits = await store.commits('gate');
  const last = commits.at(-1);
  if (last === undefined) throw new Error('the experiment is gone');
  return { ...last, id: `gate:${last.version + 1}`, version: last.version + 1 };
}
