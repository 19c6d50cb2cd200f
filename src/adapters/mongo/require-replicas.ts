import { MongoServerError } from 'mongodb';
import { ownFault } from '#shared/errors.ts';
import type { MongoGround } from './ground.ts';

const COMMAND_NOT_FOUND = 59;

/**
 * Throws `store.standalone` if the server is neither a member of a replica set nor a mongos: it may lose what it acknowledged, and
 * has no second member that takes over.
 */
export async function requireReplicas({ database }: MongoGround): Promise<void> {
  const { setName, msg } = await database.command({ hello: 1 }).catch((thrown: unknown) => {
    // Compatible servers may know the command by its first name alone.
    const isUnknown = thrown instanceof MongoServerError && thrown.code === COMMAND_NOT_FOUND;
    if (!isUnknown) throw thrown;
    return database.command({ isMaster: 1 });
  });
  if (setName !== undefined || msg === 'isdbgrid') return;
  throw ownFault(
    'store.standalone',
    'The server of MONGODB_URI is neither a replica set nor a mongos, so it may lose what it confirmed: start it with --replSet ' +
      '(one member is enough), or set MONGODB_ALLOW_STANDALONE=1 to try the bot on it',
  );
}
