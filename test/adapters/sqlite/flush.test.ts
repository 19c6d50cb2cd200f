import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFlush } from '#adapters/sqlite/flush.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { chainOf } from '#test/support/experiments.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flush-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openFlush', () => {
  it('flushes once for all who wait, and again for who comes later', async () => {
    const path = join(folder, 'log');
    writeFileSync(path, '');
    const { flush, close } = await openFlush(path);
    const [first, second] = [flush(), flush()];
    expect(second).toBe(first);
    await first;
    expect(flush()).not.toBe(first);
    await close();
  });

  it('promises nothing again once the disk has failed', async () => {
    const path = join(folder, 'log');
    writeFileSync(path, '');
    const { flush, close } = await openFlush(path);
    await close();
    await expect(flush()).rejects.toMatchObject({ code: 'store.disk', retryable: true });
    await expect(flush()).rejects.toMatchObject({ code: 'store.disk' });
    await expect(flush()).rejects.toThrow('start the bot again');
  });
});

describe('a store in a file', () => {
  it('lets others read what it acknowledged, many at once', async () => {
    const path = join(folder, 'store.sqlite');
    const store = await openSqliteStore(path);
    const keys = Array.from({ length: 50 }, (_, index) => `e${index}`);
    const appended = await Promise.all(keys.flatMap((key) => chainOf(key, [[]])).map(store.append));
    expect(new Set(appended)).toEqual(new Set(['appended']));
    const other = new DatabaseSync(path, { readOnly: true });
    expect(other.prepare('SELECT count(*) AS count FROM commits').get()).toEqual({ count: 50 });
    other.close();
    await store.close();
  });

  it('is carried over into its file while it is written, and is whole after it is closed', async () => {
    const path = join(folder, 'store.sqlite');
    const store = await openSqliteStore(path);
    const size = statSync(path).size;
    const pads = Array.from({ length: 600 }, () => [
      { kind: 'stamp', message: 'gate:1:0', text: 'x'.repeat(500) } as const,
    ]);
    const written = chainOf('gate', pads);
    for (const commit of written) await store.append(commit);
    await expect.poll(() => statSync(path).size).toBeGreaterThan(size);
    await store.close();
    const again = await openSqliteStore(path);
    expect(await again.commits('gate')).toEqual(written);
    await again.close();
  });

  it('keeps how far a delivery came before its next effect may begin', async () => {
    const path = join(folder, 'store.sqlite');
    const store = await openSqliteStore(path);
    const [commit] = chainOf('gate', [[{ kind: 'card' }, { kind: 'design' }]]);
    if (commit === undefined) throw new Error('no chain');
    await store.append(commit);
    await store.claimDue({ worker: 'w', now: commit.at, leaseMs: 1_000, limit: 1 });
    const file = await open(path);
    const disk = vi.spyOn(Object.getPrototypeOf(file), 'datasync');
    await file.close();
    await store.advance('gate:1', 'w', 1, commit.at + 1_000);
    expect(disk).toHaveBeenCalled();
    disk.mockRestore();
    await store.close();
  });

  it('is not well any more once a flush has failed, though it can be read', async () => {
    const path = join(folder, 'store.sqlite');
    const store = await openSqliteStore(path);
    const [first, second] = chainOf('gate', [[], []]);
    if (first === undefined || second === undefined) throw new Error('no chain');
    await store.ping();
    const file = await open(path);
    const disk = vi.spyOn(Object.getPrototypeOf(file), 'datasync').mockRejectedValueOnce(new Error('EIO'));
    await file.close();
    await expect(store.append(first)).rejects.toMatchObject({ code: 'store.disk' });
    disk.mockRestore();
    await expect(store.append(second)).rejects.toMatchObject({ code: 'store.disk' });
    await expect(store.ping()).rejects.toMatchObject({ code: 'store.disk' });
    await store.close();
    const again = await openSqliteStore(path);
    await again.ping();
    await again.close();
  });
});
