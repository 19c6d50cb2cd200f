import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { createMemory } from '#memory/create-memory.ts';
import { fromJournal } from '#memory/from-journal.ts';
import type { Memory } from '#ports/memory.ts';

/** The bot's memory of past experiments, for messages in channels of this chat service. */
export function ownMemory({ store, load }: Pick<CoPilot, 'store' | 'load'>, chat: CoPilot['chat']): Memory {
  return createMemory({
    known: fromJournal({ store, load }),
    mayBeNamed: (own, other) => mayBeNamedIn(chat, own, other),
  });
}
