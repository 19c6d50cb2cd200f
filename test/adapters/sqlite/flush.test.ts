import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    const pads = Array.from({ length: 600 }, () => [{ kind: 'post', topic: 'x'.repeat(500) } as const]);
    const written = chainOf('gate', pads);
    for (const commit of written) await store.append(commit);
    await expect.poll(() => statSync(path).size).toBeGreaterThan(size);
    await store.close();
    const again = await openSqliteStore(path);
    expect(await again.commits('gate')).toEqual(written);
    await again.close();
  });
});
