import { ownFault } from '#shared/errors.ts';
import { isDuplicate } from './errors.ts';
import type { MongoGround } from './ground.ts';

/** Version of the documents and indexes below. */
const VERSION = 1;

/**
 * Marks the database as ours and makes the indexes; any number of processes may do so at once, and at every start.
 * Throws `store.foreign` for another program's collections and `store.newer` for a database of a later version.
 */
export async function prepare(ground: MongoGround): Promise<void> {
  await mark(ground);
  const { commits, summaries, claims, people } = ground;
  await commits.createIndexes([
    { name: 'chain', key: { experiment: 1, version: 1 }, unique: true },
    { name: 'due', key: { state: 1, dueAt: 1, _id: 1 } },
    { name: 'lanes', key: { state: 1, experiment: 1, version: 1 } },
  ]);
  await summaries.createIndexes([
    { name: 'newest', key: { proposedAt: -1, _id: 1 } },
    { name: 'newest-live', key: { live: 1, proposedAt: -1, _id: 1 } },
  ]);
  await claims.createIndexes([
    { name: 'last', key: { scope: 1, key: 1 } },
    { name: 'age', key: { scope: 1, at: 1 } },
  ]);
  await people.createIndexes([{ name: 'pseudonym', key: { pseudonym: 1 }, unique: true }]);
}

async function mark({ meta, commits, limit }: MongoGround): Promise<void> {
  const used = (await commits.findOne({}, limit)) !== null;
  // The mark is made before any commit; so if commits were seen and no mark is there after that, they are not ours.
  if (used && (await meta.findOne({ _id: 'schema' }, limit)) === null) {
    throw ownFault('store.foreign', 'The database belongs to another program: give the bot its own');
  }
  // Two that make it at once: one gets the duplicate, and the mark is there.
  await meta
    .updateOne({ _id: 'schema' }, { $setOnInsert: { version: VERSION } }, { ...limit, upsert: true })
    .catch(passDuplicate);
  const found = await meta.findOne({ _id: 'schema' }, limit);
  if (found === null || found.version > VERSION) {
    throw ownFault('store.newer', 'The database was written by a newer version of the bot: update this one');
  }
}

/** Swallows the fault of a second insert of the same id; throws any other. */
export function passDuplicate(thrown: unknown): void {
  if (!isDuplicate(thrown)) throw thrown;
}
