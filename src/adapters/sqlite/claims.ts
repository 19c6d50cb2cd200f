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
  const sweep = database.prepare(`
    DELETE FROM claims WHERE scope = :scope AND key IN (
      SELECT key FROM claims WHERE scope = :scope AND at < :before ORDER BY at LIMIT :limit)`);
  return {
    claim: (scope, key, at) => guarded(() => insert.run(scope, key, at).changes === 1),
    isClaimed: (scope, key) => guarded(() => one.get(scope, key) !== undefined),
    lastClaim: (scope, upTo) => guarded(() => textOrNull(last.get(scope, upTo), 'key')),
    sweepClaims: (scope, before, limit) => guarded(() => Number(sweep.run({ scope, before, limit }).changes)),
  };
}
