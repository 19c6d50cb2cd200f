import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { everyBulletin, loadBulletin } from '#journal/bulletins.ts';

/** Who is told of lost messages, and up to which moment. */
export interface LostMessagesWanted {
  /** The channel whose readers are told. Messages to channels that they may not know of are left out. */
  readonly channel: string;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** How many bulletins had failed for good by a moment and are not made good. Reads them only if the store has given something up. */
export async function lostMessages(
  { store, chat }: Pick<CoPilot, 'store' | 'chat'>,
  { channel, until }: LostMessagesWanted,
): Promise<number> {
  if ((await store.backlog()).givenUp === 0) return 0;
  let lost = 0;
  for await (const name of everyBulletin(store)) {
    const bulletin = await loadBulletin(store, name);
    if (bulletin === null || !bulletin.failures.some(({ at }) => at <= until)) continue;
    if (await mayBeNamedIn(chat, channel, bulletin.channel)) lost += 1;
  }
  return lost;
}
