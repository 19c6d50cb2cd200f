import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { text } from '#adapters/sqlite/columns.ts';
import { verifyStore } from '#journal/verify.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { openToRead, readSqliteStore } from '#tools/store/store-reader.ts';

/** What a backup holds. */
export interface BackedUp {
  readonly chains: number;
  readonly commits: number;
}

/** Pages in one step: all of them, because a write of the bot between two steps would begin the copy anew. */
const ALL = 2 ** 31 - 1;

/** Copies a store and verifies every chain in the copy, as `copyFile` does. */
export function backUp(from: string, to: string): Promise<Result<BackedUp, string>> {
  return copyFile(from, to, verify);
}

/**
 * Copies a file by SQLite's own online backup, as it is at one moment; a bot may work on it meanwhile. The copy takes its name only after
 * its pages and its indexes were checked, `check` found it in order and it is on the disk. Refuses with a sentence for the person who
 * called it; then there is no copy.
 */
export async function copyFile<Found>(
  from: string,
  to: string,
  check: (part: string) => Promise<Result<Found, string>>,
): Promise<Result<Found, string>> {
  if (existsSync(to)) return refused(`There is a file at ${to} already: name another one`);
  const part = `${to}.part`;
  await rm(part, { force: true });
  const source = openToRead(from);
  try {
    await backup(source, part, { rate: ALL });
    const damage = settle(part);
    if (damage !== null) return refused(`The copy of ${from} is damaged, as the file may be: ${damage}`);
    const found = await check(part);
    if (found.kind === 'refused') return found;
    await keep(part);
    await rename(part, to);
    return found;
  } finally {
    source.close();
    await rm(part, { force: true });
  }
}

/**
 * Makes the copy one file that needs no log beside it, and answers what damage it has; null if none. It keeps no session of the desk, so that
 * none that was ended comes back with it.
 */
function settle(part: string): string | null {
  const copy = new DatabaseSync(part);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    const found = text(copy.prepare('PRAGMA integrity_check(1)').get(), 'integrity_check');
    if (found !== 'ok') return found;
    // A file of an older version has no such table.
    const tables = copy.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sessions'`);
    if (tables.get() !== undefined) copy.exec('PRAGMA secure_delete = ON; DELETE FROM sessions');
    return null;
  } finally {
    copy.close();
  }
}

async function verify(part: string): Promise<Result<BackedUp, string>> {
  const store = await readSqliteStore(part);
  try {
    let [chains, commits] = [0, 0];
    for await (const audit of verifyStore(store)) {
      if (audit.broken !== null)
        return refused(`In the store, the chain is broken at ${audit.broken.id}: ${audit.broken.why}`);
      chains += 1;
      commits += audit.commits;
    }
    return ok({ chains, commits });
  } finally {
    await store.close();
  }
}

async function keep(part: string): Promise<void> {
  const file = await open(part, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
