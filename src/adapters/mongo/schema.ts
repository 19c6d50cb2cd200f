import { ownFault } from '#shared/errors.ts';
import { isDuplicate } from './errors.ts';
import type { MongoGround } from './ground.ts';

/** Version of the documents and indexes below. */
const VERSION = 1;

/**
 * Makes the indexes; any number of processes may do so at once, and at every start. One by one: some compatible servers refuse
 * several at once if they are there.
 */
export async function makeIndexes({
  commits,
  summaries,
  claims,
  people,
  runs,
  answers,
  sessions,
}: MongoGround): Promise<void> {
  await commits.createIndex({ experiment: 1, version: 1 }, { name: 'chain', unique: true });
  await commits.createIndex({ state: 1, dueAt: 1, _id: 1 }, { name: 'due' });
  await commits.createIndex({ state: 1, experiment: 1, version: 1 }, { name: 'lanes' });
  await summaries.createIndex({ proposedAt: -1, _id: 1 }, { name: 'newest' });
  await summaries.createIndex({ live: 1, proposedAt: -1, _id: 1 }, { name: 'newest-live' });
  // The sort first: a page is read in its order, whatever it is asked for, and only as far as it is filled.
  await summaries.createIndex(
    { proposedAt: -1, _id: 1, status: 1, channel: 1, people: 1, surface: 1, waits: 1 },
    { name: 'listed' },
  );
  await summaries.createIndex({ channel: 1, status: 1 }, { name: 'counted' });
  await summaries.createIndex({ priority: -1, _id: 1 }, { name: 'first' });
  await summaries.createIndex({ outcomeAt: -1, _id: 1 }, { name: 'ended' });
  await claims.createIndex({ scope: 1, key: 1 }, { name: 'last' });
  await claims.createIndex({ scope: 1, at: 1 }, { name: 'age' });
  await runs.createIndex({ experiment: 1, at: 1 }, { name: 'experiment' });
  await runs.createIndex({ at: -1, _id: 1, bytes: 1 }, { name: 'age' });
  await answers.createIndex({ at: 1 }, { name: 'age' });
  await answers.createIndex({ token: 1 }, { name: 'token' });
  await sessions.createIndex({ user: 1, createdAt: -1 }, { name: 'user' });
  await people.createIndex({ pseudonym: 1 }, { name: 'pseudonym', unique: true });
}

/**
 * Marks the database as ours. Throws `store.foreign` for another program's collections and `store.newer` for a database of a
 * later version.
 */
export async function markDatabase(ground: MongoGround): Promise<void> {
  if (await isMarked(ground)) return;
  // Two that make it at once: one gets the duplicate, and the mark is there.
  await ground.meta
    .updateOne({ _id: 'schema' }, { $setOnInsert: { version: VERSION } }, { ...ground.limit, upsert: true })
    .catch(passDuplicate);
  await isMarked(ground);
}

/** Throws what `markDatabase` throws, and `store.missing` for a database in which no bot has been. Writes nothing. */
export async function requireMark(ground: MongoGround): Promise<void> {
  if (await isMarked(ground)) return;
  throw ownFault(
    'store.missing',
    'There is no store in this database: name the one of the bot behind the host in MONGODB_URI',
  );
}

async function isMarked({ meta, commits, limit }: MongoGround): Promise<boolean> {
  const used = (await commits.findOne({}, limit)) !== null;
  const found = await meta.findOne({ _id: 'schema' }, limit);
  // The mark is made before any commit; so if commits were seen and no mark is there after that, they are not ours.
  if (used && found === null) {
    throw ownFault(
      'store.foreign',
      'The database belongs to another program: name another one behind the host in MONGODB_URI',
    );
  }
  if (found !== null && found.version > VERSION) {
    throw ownFault(
      'store.newer',
      'The database was written by a newer version of the bot: update this one, or name another database in MONGODB_URI',
    );
  }
  return found !== null;
}

/** Swallows the fault of a second insert of the same id; throws any other. */
export function passDuplicate(thrown: unknown): void {
  if (!isDuplicate(thrown)) throw thrown;
}
