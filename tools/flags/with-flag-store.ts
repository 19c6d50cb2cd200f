import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';
import { storeAddress } from '#tools/journal/open-store.ts';
import { openAddress, parseAddress } from '#tools/move/open-address.ts';

/** Runs work on the store of the bot, which must be there, and gives the exit code; 2 if the store cannot be used. */
export async function withFlagStore(
  named: string | undefined,
  work: (store: Store) => Promise<number>,
): Promise<number> {
  try {
    const store = await openAddress(parseAddress(storeAddress(named)), true);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}
