import type { DatabaseSync } from 'node:sqlite';
import type { ClaimStore } from '#ports/claim-store.ts';
import { textOrNull } from './columns.ts';
import { guarded } from './guarded.ts';

/** Claims by unique insert in table `claims`. */
export function createSqliteClaims(database: DatabaseSync): ClaimStore {
  const insert = database.prepare(
    'INSERT INTO claims (scope, key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const one = database.prepare('SELECT 1 FROM claims WHERE scope = ? AND key = ?');
  const last = database.prepare('SELECT max(key) AS key FROM claims WHERE scope = ? AND key <= ?');
  const old = database.prepare('SELECT 1 FROM claims WHERE scope = ? AND at < ? LIMIT 1');
  const sweep = database.prepare(`
    DELETE FROM claims WHERE scope = :scope AND key IN (
      SELECT key FROM claims WHERE scope = :scope AND at < :before ORDER BY at LIMIT :limit)`);
  return {
    claim: (scope, key, at) => guarded(() => insert.run(scope, key, at).changes === 1),
    isClaimed: (scope, key) => guarded(() => one.get(scope, key) !== undefined),
    lastClaim: (scope, upTo) => guarded(() => textOrNull(last.get(scope, upTo), 'key')),
    // A statement that may write takes the lock of the file, also if it finds nothing to write.
    sweepClaims: (scope, before, limit) =>
      guarded(() =>
        old.get(scope, before) === undefined ? 0 : Number(sweep.run({ scope, before, limit }).changes),
      ),
  };
}
