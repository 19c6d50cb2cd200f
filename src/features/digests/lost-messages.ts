import type { CoPilot } from '#features/co-pilot.ts';
import { everyBulletin, loadBulletin } from '#journal/bulletins.ts';

/** Bulletins that had failed for good by a moment and are not made good. Reads them only if the store has given something up. */
export async function lostMessages({ store }: Pick<CoPilot, 'store'>, until: number): Promise<number> {
  if ((await store.backlog()).givenUp === 0) return 0;
  let lost = 0;
  for await (const name of everyBulletin(store)) {
    const bulletin = await loadBulletin(store, name);
    if (bulletin?.failures.some(({ at }) => at <= until) === true) lost += 1;
  }
  return lost;
}
