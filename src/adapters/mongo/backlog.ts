import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import type { CommitDocument } from './documents.ts';
import type { Ground } from './ground.ts';
import { parseCommit } from './journal.ts';

type Head = Pick<CommitDocument, '_id' | 'body'>;

/**
 * What lies undelivered in collection `commits`, by its indexes. When a commit was written stands in its body alone, so
 * the oldest of each experiment is read.
 */
export function createBacklog({ commits, limit, guarded }: Ground): Pick<DeliveryQueue, 'backlog'> {
  const oldestAt = async () => {
    await using heads = commits.aggregate<Head>(
      [
        { $match: { state: 'pending' } },
        { $sort: { experiment: 1, version: 1 } },
        { $group: { _id: '$experiment', id: { $first: '$_id' }, body: { $first: '$body' } } },
        { $project: { _id: '$id', body: 1 } },
      ],
      limit,
    );
    let oldest: number | null = null;
    for await (const { _id, body } of heads) {
      const { at } = parseCommit(_id, body);
      oldest = oldest === null ? at : Math.min(oldest, at);
    }
    return oldest;
  };
  return {
    backlog: () =>
      guarded(async () => ({
        oldestAt: await oldestAt(),
        buried: await commits.countDocuments({ state: 'buried' }, limit),
      })),
  };
}
