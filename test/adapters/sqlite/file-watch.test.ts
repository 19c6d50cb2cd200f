import { copyFileSync, mkdtempSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Commit } from '#domain/commit.ts';
import type { Store } from '#ports/store.ts';
import { chainOf } from '#test/support/experiments.ts';

let folder = '';
let path = '';
let store: Store;
let commits: readonly Commit[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  path = join(folder, 'store.sqlite');
  store = await openSqliteStore(path);
  commits = chainOf('gate', [[], [], []]);
  await append();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function append(): Promise<void> {
  const [next, ...others] = commits;
  if (next === undefined) throw new Error('the chain is at its end');
  commits = others;
  await store.append(next);
}

const LOSSES: readonly (readonly [string, string, () => void])[] = [
  ['the file is deleted', 'store.file-gone', () => unlinkSync(path)],
  ['its log is deleted', 'store.file-gone', () => unlinkSync(`${path}-wal`)],
  [
    'the file is replaced by a copy',
    'store.file-replaced',
    () => {
      copyFileSync(path, join(folder, 'copy'));
      renameSync(join(folder, 'copy'), path);
    },
  ],
];

describe('a store in a file', () => {
  it.each(LOSSES)('is not well, and acknowledges nothing, after %s', async (_name, code, lose) => {
    await store.ping();
    lose();
    await expect(store.ping()).rejects.toMatchObject({
      code,
      message: expect.stringContaining('Stop the bot'),
    });
    await expect(append()).rejects.toMatchObject({ code });
    expect((await store.commits('gate')).length).toBeGreaterThan(0);
  });

  it('is well again when the file is back in its place', async () => {
    renameSync(path, join(folder, 'away'));
    await expect(append()).rejects.toMatchObject({ code: 'store.file-gone' });
    renameSync(join(folder, 'away'), path);
    await store.ping();
    await append();
  });
});
