import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { chainOf } from '#test/support/experiments.ts';

const PAGE = 4096;

let folder = '';
let path = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inspection-'));
  path = join(folder, 'store.sqlite');
  const store = await openSqliteStore(path);
  for (const commit of chainOf('gate', [[{ kind: 'card' }], []])) await store.append(commit);
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes over the first page of a table or an index, as a disk may. The answer puts it back. */
function damage(name: string): () => void {
  const database = new DatabaseSync(path);
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  database.close();
  const start = (Number(row?.['rootpage']) - 1) * PAGE;
  const before = readFileSync(path).subarray(start, start + PAGE);
  const write = (page: Uint8Array) => {
    const file = openSync(path, 'r+');
    writeSync(file, page, 0, PAGE, start);
    closeSync(file);
  };
  write(Buffer.alloc(PAGE, 0xff));
  return () => write(before);
}

describe('a look through the file', () => {
  it('finds nothing in a file that is whole, nor in memory', async () => {
    for (const place of [path, ':memory:']) {
      const store = await openSqliteStore(place);
      await store.inspect();
      await store.ping();
      await store.close();
    }
  });

  it.each(['commits_pending', 'commits_chain', 'claims_age', 'commits', 'people'])(
    'finds damage to %s, and the store is not well until it is repaired',
    async (name) => {
      damage(name);
      const store = await openSqliteStore(path);
      await store.ping();
      const fault = { code: 'store.corrupt', message: expect.stringContaining('restore a backup') };
      await expect(store.inspect()).rejects.toMatchObject(fault);
      await expect(store.ping()).rejects.toMatchObject(fault);
      await store.close();
    },
  );

  it('ends the warning when the damage is repaired', async () => {
    const repair = damage('commits_pending');
    const store = await openSqliteStore(path);
    await expect(store.inspect()).rejects.toMatchObject({ code: 'store.corrupt' });
    repair();
    await store.inspect();
    await store.ping();
    await store.close();
  });
});
