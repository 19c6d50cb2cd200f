import type { ClockSkewQueue } from '#ports/clock-skew.ts';
import { experimentOf } from './commit-id.ts';
import type { MongoGround } from './ground.ts';

/** Documents whose lease or due time shows clock skew. It walks what is pending, by the index `due`; on a cluster, on all shards. */
export function createMongoClockSkewQueue({ commits, limit, guarded }: MongoGround): ClockSkewQueue {
  return {
    skewedWaits: (after) =>
      guarded(async () => {
        const far = [{ leaseUntil: { $gt: after.leaseUntil } }, { dueAt: { $gt: after.dueAt } }];
        const projection = { worker: 1, leaseUntil: 1, dueAt: 1 } as const;
        const found = await commits.find({ state: 'pending', $or: far }, { ...limit, projection }).toArray();
        return found.map(({ _id: id, worker, leaseUntil, dueAt }) => ({
          ...{ id, worker, dueAt },
          leaseUntil: leaseUntil === 0 ? null : leaseUntil,
        }));
      }),
    bringForward: ({ id, leaseUntil, dueAt }, now) =>
      guarded(async () => {
        const seen = { leaseUntil: leaseUntil ?? 0, dueAt, state: 'pending' } as const;
        const { matchedCount } = await commits.updateOne(
          { _id: id, experiment: experimentOf(id), ...seen },
          { $set: { worker: null, leaseUntil: 0, dueAt: now } },
          limit,
        );
        return matchedCount === 1;
      }),
  };
}
