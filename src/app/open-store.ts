import { openMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { BotConfig } from '#app/config.ts';
import type { Store } from '#ports/store.ts';

/** Opens the configured store: MongoDB if it is given, a file of this machine otherwise. */
export function openStore({
  mongodbUri,
  databaseFile,
}: Pick<BotConfig, 'mongodbUri' | 'databaseFile'>): Promise<Store> {
  return mongodbUri === null ? openSqliteStore(databaseFile) : openMongoStore(mongodbUri);
}
