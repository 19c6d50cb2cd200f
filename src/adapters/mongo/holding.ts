import type { UpdateFilter } from 'mongodb';
import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import { experimentOf } from './commit-id.ts';
import type { CommitDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';

type Holding = Pick<DeliveryQueue, 'advance' | 'renew' | 'postpone' | 'defer' | 'giveUp'>;

const FREE = { worker: null, leaseUntil: 0 } as const;

/** What the holder of a lease may do with its commit. */
export function createHolding({ commits, limit, guarded }: MongoGround): Holding {
  /** Changes the commit if the worker holds it still; false if it does not. */
  const change = async (
    id: string,
    worker: string,
    update: UpdateFilter<CommitDocument>,
    only: { readonly effects?: { readonly $gt: number } | { readonly $lte: number } } = {},
  ): Promise<boolean> => {
    const held = { _id: id, experiment: experimentOf(id), worker, state: 'pending', ...only } as const;
    return (await commits.updateOne(held, update, limit)).matchedCount === 1;
  };
  return {
    advance: (id, worker, next, leaseUntil) =>
      guarded(async () => {
        const move = { $set: { next, attempts: 1, leaseUntil, error: null } };
        const deliver = { $set: { ...FREE, next, attempts: 0, state: 'delivered', error: null } } as const;
        return (
          (await change(id, worker, move, { effects: { $gt: next } })) ||
          (await change(id, worker, deliver, { effects: { $lte: next } }))
        );
      }),
    renew: (id, worker, leaseUntil) => guarded(() => change(id, worker, { $set: { leaseUntil } })),
    postpone: (id, worker, dueAt, error) =>
      guarded(() => change(id, worker, { $set: { ...FREE, dueAt, error } })),
    defer: (id, worker, dueAt) =>
      guarded(() => change(id, worker, { $set: { ...FREE, dueAt }, $inc: { attempts: -1 } })),
    giveUp: (id, worker, error) =>
      guarded(() => change(id, worker, { $set: { ...FREE, state: 'buried', error } })),
  };
}
