import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryState, StoredEntry, TransferStore } from '#ports/transfer.ts';
import { integer, integerOrNull, text, textOrNull } from './columns.ts';
import type { Flush } from './flush.ts';
import { guarded } from './guarded.ts';

/** Reads and writes whole rows, for moving a store. */
export function createSqliteTransfer(database: DatabaseSync, flush: Flush['flush']): TransferStore {
  const rows = database.prepare('SELECT * FROM commits WHERE experiment = ? ORDER BY version');
  const insert = database.prepare(`
    INSERT INTO commits
      (id, experiment, version, body, state, next, effects, attempts, worker, lease_until, due_at, error)
    VALUES
      (:id, :experiment, :version, :body, :state, :next, :effects, :attempts, :worker, :leaseUntil, :dueAt, :error)
    ON CONFLICT DO NOTHING`);
  const claims = database.prepare(
    'SELECT scope, key, at FROM claims WHERE (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?',
  );
  const people = database.prepare(
    'SELECT slack_user, pseudonym FROM people WHERE slack_user > ? ORDER BY slack_user LIMIT ?',
  );
  return {
    entries: (experiment) => guarded(() => rows.all(experiment).map(toEntry)),
    restore: async ({ delivery, ...record }) => {
      const { changes } = await guarded(() => insert.run({ ...record, ...delivery }));
      await flush();
      return changes === 1;
    },
    claimsAfter: (after, limit) =>
      guarded(() =>
        claims.all(after?.scope ?? '', after?.key ?? '', limit).map((row) => ({
          scope: text(row, 'scope'),
          key: text(row, 'key'),
          at: integer(row, 'at'),
        })),
      ),
    peopleAfter: (slackUser, limit) =>
      guarded(() =>
        people.all(slackUser ?? '', limit).map((row) => ({
          slackUser: text(row, 'slack_user'),
          pseudonym: text(row, 'pseudonym'),
        })),
      ),
  };
}

function toEntry(row: Readonly<Record<string, unknown>>): StoredEntry {
  return {
    id: text(row, 'id'),
    experiment: text(row, 'experiment'),
    version: integer(row, 'version'),
    body: text(row, 'body'),
    delivery: {
      state: stateOf(text(row, 'state')),
      next: integer(row, 'next'),
      effects: integer(row, 'effects'),
      attempts: integer(row, 'attempts'),
      worker: textOrNull(row, 'worker'),
      leaseUntil: integerOrNull(row, 'lease_until'),
      dueAt: integer(row, 'due_at'),
      error: textOrNull(row, 'error'),
    },
  };
}

/** The schema lets nothing else in. */
function stateOf(value: string): DeliveryState['state'] {
  if (value === 'pending' || value === 'delivered' || value === 'buried') return value;
  throw new TypeError(`column state holds ${value}`);
}
