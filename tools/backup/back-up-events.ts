import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { eventsFileBeside, fileOf } from '#adapters/own-observations/addresses.ts';
import { integer } from '#adapters/sqlite/columns.ts';
import { eventsVersion } from '#adapters/sqlite/events/schema.ts';
import { loadObserving } from '#journal/observations.ts';
import type { RemovedRows } from '#ports/event-store.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { openToRead, readSqliteStore } from '#tools/store/store-reader.ts';
import { type BackedUp, backUp, copyFile } from './back-up.ts';

/** What a backup of a store and of its observations holds; `events` is null if there is no file of them. */
export interface BothBackedUp {
  readonly store: BackedUp;
  readonly events: (Pick<RemovedRows, 'exposures' | 'observations'> & { readonly path: string }) | null;
}

/** The file of observations of the store that is backed up; null if a server has them. `address`: EVENTS_URL, undefined if it does not count. */
export function eventsOf(store: string, address: string | undefined): string | null {
  return address === undefined || address === '' ? eventsFileBeside(store) : fileOf(address);
}

/** Backs up a store, and then its file of observations if there is one: both or neither. Refuses as `copyFile` does. */
export async function backUpBoth(
  from: string,
  events: string | null,
  to: string,
): Promise<Result<BothBackedUp, string>> {
  const path = eventsFileBeside(to);
  const hasEvents = events !== null && existsSync(events);
  if (hasEvents && existsSync(path)) return refused(`There is a file at ${path} already: name another one`);
  const store = await backUp(from, to);
  if (store.kind === 'refused' || !hasEvents)
    return store.kind === 'refused' ? store : ok({ store: store.value, events: null });
  let isWhole = false;
  try {
    const copied = await copyFile(events, path, (part) => countRows(part, to));
    if (copied.kind === 'refused') return copied;
    isWhole = true;
    return ok({ store: store.value, events: { ...copied.value, path } });
  } finally {
    if (!isWhole) await rm(to, { force: true });
  }
}

async function countRows(part: string, store: string): Promise<Result<RemovedRows, string>> {
  const database = openToRead(part);
  try {
    if (eventsVersion(database) === 0) return ok({ exposures: 0, observations: 0 });
    const of = (table: string) =>
      integer(database.prepare(`SELECT count(*) AS count FROM ${table}`).get(), 'count');
    const rows = { exposures: of('exposures'), observations: of('observations') };
    if (rows.exposures + rows.observations > 0 && !(await hasSalt(store)))
      return refused(
        'The store has no salt for these observations. If the first of them came just now, back up again; else EVENTS_URL names the file of another bot',
      );
    return ok(rows);
  } finally {
    database.close();
  }
}

/** Without the salt, which the journal keeps, no row can be told from another. */
async function hasSalt(path: string): Promise<boolean> {
  const store = await readSqliteStore(path);
  try {
    return (await loadObserving(store)) !== null;
  } finally {
    await store.close();
  }
}
