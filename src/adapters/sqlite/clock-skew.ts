import type { DatabaseSync } from 'node:sqlite';
import type { ClockSkewQueue } from '#ports/clock-skew.ts';
import { integer, integerOrNull, text, textOrNull } from './columns.ts';
import { guarded } from './guarded.ts';

/** Rows of table `commits` whose lease or due time shows clock skew, by the partial index of what is pending. */
export function createSqliteClockSkewQueue(database: DatabaseSync): ClockSkewQueue {
  const find = database.prepare(`
    SELECT id, worker, lease_until, due_at FROM commits
    WHERE state = 'pending' AND (lease_until > :leaseUntil OR due_at > :dueAt)`);
  const bringForward = database.prepare(`
    UPDATE commits SET worker = NULL, lease_until = NULL, due_at = :now
    WHERE id = :id AND state = 'pending' AND lease_until IS :leaseUntil AND due_at = :dueAt`);
  return {
    skewedWaits: ({ leaseUntil, dueAt }) =>
      guarded(() =>
        find.all({ leaseUntil, dueAt }).map((row) => ({
          id: text(row, 'id'),
          worker: textOrNull(row, 'worker'),
          leaseUntil: integerOrNull(row, 'lease_until'),
          dueAt: integer(row, 'due_at'),
        })),
      ),
    bringForward: ({ id, leaseUntil, dueAt }, now) =>
      guarded(() => bringForward.run({ id, leaseUntil, dueAt, now }).changes === 1),
  };
}
