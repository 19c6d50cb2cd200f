import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteEvents } from '#adapters/sqlite/events/open-events.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { EventStore } from '#ports/event-store.ts';
import { describeEventStore, observationRow } from '#test/contracts/describe-event-store.ts';

let folder: string;
let path: string;
let store: EventStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
  path = join(folder, 'deeper', 'observations.sqlite');
  store = await openSqliteEvents(path);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function rowsOf(table: string): readonly object[] {
  const database = new DatabaseSync(path, { readOnly: true, readBigInts: true });
  try {
    const rows = database.prepare(`SELECT * FROM ${table}`).all();
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]),
      ),
    );
  } finally {
    database.close();
  }
}

describeEventStore(() => ({
  store,
  connect: () => openSqliteEvents(path),
  rows: async (table) => rowsOf(table),
}));

it('overwrites what it forgets, in the file and in its log', async () => {
  await store.recordObservations([observationRow(1, { unit: 77n, name: 'a name to be forgotten' })]);
  await store.forget(77n);
  const { readFile } = await import('node:fs/promises');
  for (const file of [path, `${path}-wal`])
    expect((await readFile(file)).includes('a name to be forgotten')).toBe(false);
});

it('says so if another process reads the file, which keeps the log from being emptied', async () => {
  await store.recordObservations([observationRow(1, { unit: 77n })]);
  const reader = new DatabaseSync(path);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM observations').get();
  await store.recordObservations([observationRow(2)]);
  await expect(store.forget(77n)).rejects.toMatchObject({ code: 'store.not-erased' });
  reader.close();
  expect(await store.forget(77n)).toEqual({ exposures: 0, observations: 0 });
});

it('acknowledges nothing once its file is deleted', async () => {
  await store.recordObservations([observationRow(1)]);
  await unlink(path);
  await expect(store.recordObservations([observationRow(2)])).rejects.toMatchObject({
    code: 'store.file-gone',
  });
  await expect(store.ping()).rejects.toMatchObject({ code: 'store.file-gone' });
});

it('refuses the file of a journal, of another program, of a newer version and what is no database', async () => {
  const journal = join(folder, 'journal.sqlite');
  await (await openSqliteStore(journal)).close();
  await expect(openSqliteEvents(journal)).rejects.toMatchObject({ code: 'store.foreign' });
  await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'store.foreign' });
  const newer = join(folder, 'newer.sqlite');
  await (await openSqliteEvents(newer)).close();
  const database = new DatabaseSync(newer);
  database.exec('PRAGMA user_version = 99');
  database.close();
  await expect(openSqliteEvents(newer)).rejects.toMatchObject({ code: 'store.newer' });
  await expect(openSqliteEvents(join(path, 'below-a-file.sqlite'))).rejects.toThrow();
  await expect(openSqliteEvents(import.meta.filename)).rejects.toMatchObject({
    code: 'store.not-a-database',
  });
});
