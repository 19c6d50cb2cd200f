import type { DatabaseSync } from 'node:sqlite';
import type { FlagStore } from '#ports/flag-store.ts';
import { integer, text } from './columns.ts';
import type { Flush } from './flush.ts';
import { guarded } from './guarded.ts';
import { hasTable } from './has-table.ts';

/** Own flags in table `flag_parts`. A file of an older version, opened to be read alone, has no such table, and so none. */
export function createSqliteFlags(database: DatabaseSync, flush: Flush['flush']): FlagStore {
  if (!hasTable(database, 'flag_parts')) return NONE;
  const one = database.prepare('SELECT version, body FROM flag_parts WHERE id = ?');
  const version = database.prepare('SELECT version FROM flag_parts WHERE id = ?');
  const make = database.prepare(
    'INSERT INTO flag_parts (id, version, body) VALUES (:id, :version, :body) ON CONFLICT DO NOTHING',
  );
  const replace = database.prepare(
    'UPDATE flag_parts SET version = :version, body = :body WHERE id = :id AND version = :version - 1',
  );
  const written = async (work: () => number | bigint) => {
    const changes = await guarded(work);
    await flush();
    return Number(changes) === 1;
  };
  return {
    flagPart: (id) =>
      guarded(() => {
        const row = one.get(id);
        return row === undefined ? null : { id, version: integer(row, 'version'), body: text(row, 'body') };
      }),
    flagPartVersion: (id) =>
      guarded(() => {
        const row = version.get(id);
        return row === undefined ? 0 : integer(row, 'version');
      }),
    putFlagPart: (part) => written(() => (part.version === 1 ? make : replace).run({ ...part }).changes),
    restoreFlagPart: (part) => written(() => make.run({ ...part }).changes),
  };
}

const NONE: FlagStore = {
  flagPart: async () => null,
  flagPartVersion: async () => 0,
  putFlagPart: () => Promise.reject(new TypeError('the file has no table for flags')),
  restoreFlagPart: () => Promise.reject(new TypeError('the file has no table for flags')),
};
