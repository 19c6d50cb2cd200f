import { setTimeout as sleep } from 'node:timers/promises';
import { openMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { BotConfig } from '#app/config.ts';
import type { WaitGround } from '#app/until-answered.ts';
import type { Store } from '#ports/store.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** Milliseconds between two tries to open a store that does not answer. */
const ROUND = 15_000;

/** What says which store it is. */
export type StoreConfig = Pick<BotConfig, 'mongodbUri' | 'mongodbAllowStandalone' | 'databaseFile'>;

/** Opens the configured store: MongoDB if it is given, a file of this machine otherwise. */
export function openStore({
  mongodbUri,
  mongodbAllowStandalone: allowStandalone = false,
  databaseFile,
}: StoreConfig): Promise<Store> {
  return mongodbUri === null
    ? openSqliteStore(databaseFile)
    : openMongoStore(mongodbUri, { allowStandalone });
}

/**
 * Opens the configured store, and tries again for as long as it does not answer; null if the wait was ended. Throws what a person has to
 * mend.
 */
export async function openPatiently(
  config: StoreConfig,
  { log, stopping, roundMs = ROUND }: WaitGround,
): Promise<Store | null> {
  for (let told = ''; !stopping.aborted; ) {
    try {
      return await openStore(config);
    } catch (thrown) {
      const fault = toAppError(thrown);
      if (!fault.retryable) throw fault;
      if (fault.message !== told)
        log.warn('the store does not answer yet; the bot tries again', faultFields(fault));
      told = fault.message;
    }
    await sleep(roundMs, undefined, { signal: stopping }).catch(() => {});
  }
  return null;
}
