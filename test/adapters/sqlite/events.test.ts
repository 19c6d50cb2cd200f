import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSqliteEvents } from '#adapters/sqlite/events/open-events.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { EventStore } from '#ports/event-store.ts';
import { describeEventStore, observationRow } from '#test/contracts/describe-event-store.ts';
import { PATIENT } from '#test/support/patience.ts';

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
  for (const file of [path, `${path}-wal`])
    expect(readFileSync(file).includes('a name to be forgotten')).toBe(false);
});

/** A look that has begun and keeps the log from being emptied. */
async function beginReading(): Promise<DatabaseSync> {
  const reader = new DatabaseSync(path);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM observations').get();
  // The reader sees the file as it was before.
  await store.recordObservations([observationRow(2)]);
  return reader;
}

it('answers an erasure once a look has ended that reads the file', async () => {
  await store.recordObservations([observationRow(1, { unit: 77n, name: 'a name to be forgotten' })]);
  const reader = await beginReading();
  const patient = await openSqliteEvents(path, PATIENT.timeout);
  let isAnswered = false;
  const erased = patient.forget(77n).finally(() => {
    isAnswered = true;
  });
  // Rows that arrive do not wait for it.
  expect(await patient.recordObservations([observationRow(3)])).toEqual([true]);
  expect(isAnswered).toBe(false);
  reader.close();
  expect(await erased).toEqual({ exposures: 0, observations: 1 });
  await patient.close();
  for (const file of [path, `${path}-wal`])
    expect(readFileSync(file).includes('a name to be forgotten')).toBe(false);
});

it('says so if a process goes on reading the file, and erases all the same once that has ended', async () => {
  await store.recordObservations([observationRow(1, { unit: 77n })]);
  const reader = await beginReading();
  const hasty = await openSqliteEvents(path, 1);
  await expect(hasty.forget(77n)).rejects.toMatchObject({ code: 'store.not-erased' });
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  reader.close();
  await vi.waitUntil(() => statSync(`${path}-wal`).size === 0, PATIENT);
  expect(await hasty.forget(77n)).toEqual({ exposures: 0, observations: 0 });
  await hasty.close();
});

it('empties the log when it opens a file', async () => {
  await store.recordObservations([observationRow(1, { unit: 77n, name: 'a name to be forgotten' })]);
  expect(readFileSync(`${path}-wal`).includes('a name to be forgotten')).toBe(true);
  const next = await openSqliteEvents(path);
  expect(statSync(`${path}-wal`).size).toBe(0);
  await next.close();
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
