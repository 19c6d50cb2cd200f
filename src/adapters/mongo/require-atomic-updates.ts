import { randomUUID } from 'node:crypto';
import { ownFault } from '#shared/errors.ts';
import type { MongoGround } from './ground.ts';

/** Writers of one race, and races: enough to tell a server that reads first and writes later. */
const WRITERS = 20;
const RACES = 5;

/**
 * Lets several writers race for one document, as workers do for a lease, and throws `store.not-atomic` unless exactly one
 * of them succeeds in each race: such a server hands the same lease out twice.
 */
export async function requireAtomicUpdates({ meta, limit }: MongoGround): Promise<void> {
  const _id = `self-test:${randomUUID()}`;
  await meta.insertOne({ _id, version: 0 }, limit);
  try {
    for (let version = 0; version < RACES; version += 1) {
      const write = () => meta.updateOne({ _id, version }, { $set: { version: version + 1 } }, limit);
      const answers = await Promise.all(Array.from({ length: WRITERS }, write));
      const succeeded = answers.filter(({ modifiedCount }) => modifiedCount === 1).length;
      if (succeeded === 1) continue;
      throw ownFault(
        'store.not-atomic',
        `The server of MONGODB_URI let ${succeeded} of ${WRITERS} writers succeed in one race, so two workers would do the same work: use MongoDB 4.4 or newer, or a compatible server whose updates are atomic`,
      );
    }
  } finally {
    await meta.deleteOne({ _id }, limit);
  }
}
