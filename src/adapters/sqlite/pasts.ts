import type { DatabaseSync } from 'node:sqlite';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { PastId, PastStore } from '#ports/past-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { hasTable } from './has-table.ts';

/** Past experiments in table `pasts`. A file of an older version, opened to be read alone, has no such table, and so none of them. */
export function createSqlitePasts(database: DatabaseSync): PastStore {
  if (!hasTable(database, 'pasts')) return NONE;
  const put = database.prepare(`
    INSERT INTO pasts (origin, key, version, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (origin, key) DO UPDATE SET version = excluded.version, body = excluded.body
    WHERE excluded.version >= pasts.version`);
  const one = database.prepare('SELECT version, body FROM pasts WHERE origin = ? AND key = ?');
  const versions = database.prepare('SELECT origin, key, version FROM pasts ORDER BY origin, key');
  const remove = database.prepare('DELETE FROM pasts WHERE origin = ? AND key = ? AND version = ?');
  return {
    putPast: ({ origin, key, version, past }) =>
      guarded(() => void put.run(origin, key, version, canonicalJson(past))),
    pastLine: ({ origin, key }) =>
      guarded(() => {
        const row = one.get(origin, key);
        if (row === undefined) return null;
        return { origin, key, version: integer(row, 'version'), past: parsePast(text(row, 'body')) };
      }),
    pastVersions: () =>
      guarded(() =>
        versions.all().map((row) => ({
          origin: originOf(text(row, 'origin')),
          key: text(row, 'key'),
          version: integer(row, 'version'),
        })),
      ),
    removePast: ({ origin, key, version }) => guarded(() => void remove.run(origin, key, version)),
  };
}

const NONE: PastStore = {
  putPast: () => Promise.reject(new TypeError('the file has no table for past experiments')),
  pastLine: async () => null,
  pastVersions: async () => [],
  removePast: async () => {},
};

/** The schema lets nothing else in. */
function originOf(value: string): PastId['origin'] {
  if (value === 'journal' || value === 'import') return value;
  throw new TypeError(`column origin holds ${value}`);
}

/** Only this store writes the body. */
function parsePast(body: string): PastExperiment | null {
  return JSON.parse(body);
}
