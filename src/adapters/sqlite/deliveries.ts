import type { DatabaseSync } from 'node:sqlite';
import { readCommit } from '#domain/commit.ts';
import type { Delivery, DeliveryQueue } from '#ports/delivery-queue.ts';
import { createSqliteBacklog } from './backlog.ts';
import { createSqliteClockSkewQueue } from './clock-skew.ts';
import { integer, integerOrNull, text } from './columns.ts';
import type { Flush } from './flush.ts';
import { guarded } from './guarded.ts';

/** A row that may be claimed at `:now`: due, not leased, the oldest pending one, and no other of its experiment leased. */
const CLAIMABLE = `
  state = 'pending' AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
  AND NOT EXISTS (
    SELECT 1 FROM commits AS other
    WHERE other.experiment = commits.experiment AND other.state = 'pending' AND other.id <> commits.id
      AND (other.version < commits.version OR other.lease_until > :now))`;

/** The delivery columns of table `commits`. Every method is one statement per row, so several processes may share the file. */
export function createDeliveries(database: DatabaseSync, flush: Flush['flush']): DeliveryQueue {
  return {
    ...createClaiming(database, flush),
    ...createHolding(database, flush),
    ...createSqliteClockSkewQueue(database),
    ...createSqliteBacklog(database),
  };
}

type Claiming = Pick<DeliveryQueue, 'claimDue' | 'revive' | 'release' | 'nextDueAt'>;

function createClaiming(database: DatabaseSync, flush: Flush['flush']): Claiming {
  const candidates = database.prepare(
    `SELECT id FROM commits WHERE ${CLAIMABLE} ORDER BY due_at, id LIMIT :limit`,
  );
  // The condition is repeated in the update: of several processes that found the same candidate one gets it.
  const take = database.prepare(`
    UPDATE commits SET worker = :worker, lease_until = :until, attempts = attempts + 1
    WHERE id = :id AND ${CLAIMABLE} RETURNING id, body, next, attempts`);
  const revive = database.prepare(`
    UPDATE commits SET state = 'pending', attempts = 1, due_at = ?, worker = NULL, lease_until = NULL
    WHERE id = ? AND state = 'buried'`);
  const release = database.prepare(`
    UPDATE commits SET worker = NULL, lease_until = NULL WHERE worker = ? AND state = 'pending'`);
  const nextDue = database.prepare(`
    SELECT min(max(due_at, coalesce((
      SELECT max(other.lease_until) FROM commits AS other
      WHERE other.experiment = commits.experiment AND other.state = 'pending'), due_at))) AS at
    FROM commits
    WHERE state = 'pending' AND NOT EXISTS (
      SELECT 1 FROM commits AS earlier WHERE earlier.experiment = commits.experiment
        AND earlier.state = 'pending' AND earlier.version < commits.version)`);
  const buryDamaged = database.prepare(`
    UPDATE commits SET state = 'buried', worker = NULL, lease_until = NULL, error = 'store.damaged-commit' WHERE id = ?`);
  return {
    claimDue: async ({ worker, now, leaseMs, limit, onDamaged }) => {
      const found = await guarded(() => candidates.all({ now, limit }).map((row) => text(row, 'id')));
      const deliveries: Delivery[] = [];
      for (const id of found) {
        try {
          const row = await guarded(() => take.get({ id, worker, now, until: now + leaseMs }));
          if (row === undefined) continue;
          const commit = readCommit(text(row, 'body'));
          if (commit !== null) {
            deliveries.push({ commit, next: integer(row, 'next'), attempts: integer(row, 'attempts') });
            continue;
          }
          await guarded(() => buryDamaged.run(id));
          onDamaged?.(id);
        } catch (thrown) {
          // What was claimed before the fault is held, so it must reach the worker.
          if (deliveries.length === 0) throw thrown;
          break;
        }
      }
      if (deliveries.length > 0) await flush();
      return deliveries;
    },
    revive: (id, now) => guarded(() => revive.run(now, id).changes === 1),
    release: (worker) => guarded(() => void release.run(worker)),
    nextDueAt: () => guarded(() => integerOrNull(nextDue.get(), 'at')),
  };
}

type Holding = Pick<DeliveryQueue, 'advance' | 'renew' | 'postpone' | 'defer' | 'giveUp'>;

function createHolding(database: DatabaseSync, flush: Flush['flush']): Holding {
  const held = `id = :id AND worker = :worker AND state = 'pending'`;
  const move = database.prepare(`
    UPDATE commits SET next = :next, attempts = 1, lease_until = :until, error = NULL
    WHERE ${held} AND :next < effects`);
  const deliver = database.prepare(`
    UPDATE commits SET next = :next, attempts = 0, state = 'delivered', worker = NULL, lease_until = NULL, error = NULL
    WHERE ${held} AND :next >= effects`);
  const renew = database.prepare(`UPDATE commits SET lease_until = :until WHERE ${held}`);
  const postpone = database.prepare(`
    UPDATE commits SET worker = NULL, lease_until = NULL, due_at = :at, error = :error WHERE ${held}`);
  const defer = database.prepare(`
    UPDATE commits SET worker = NULL, lease_until = NULL, due_at = :at, attempts = attempts - 1 WHERE ${held}`);
  const giveUp = database.prepare(`
    UPDATE commits SET state = 'buried', worker = NULL, lease_until = NULL, error = :error WHERE ${held}`);
  return {
    advance: async (id, worker, next, until) => {
      const isMoved = await guarded(() => move.run({ id, worker, next, until }).changes === 1);
      if (!isMoved) return guarded(() => deliver.run({ id, worker, next }).changes === 1);
      // If this were lost in a power cut, the next effect would be taken for one that was never begun.
      await flush();
      return true;
    },
    renew: (id, worker, until) => guarded(() => renew.run({ id, worker, until }).changes === 1),
    postpone: (id, worker, at, error) => guarded(() => postpone.run({ id, worker, at, error }).changes === 1),
    defer: (id, worker, at) => guarded(() => defer.run({ id, worker, at }).changes === 1),
    giveUp: (id, worker, error) => guarded(() => giveUp.run({ id, worker, error }).changes === 1),
  };
}
