import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { createMemory } from '#memory/create-memory.ts';
import { knownFromStore } from '#memory/from-store.ts';
import type { Memory } from '#ports/memory.ts';

/** The bot's memory of past experiments, for messages in channels of this chat service. */
export function ownMemory(needs: Pick<CoPilot, 'store' | 'load' | 'clock'>, chat: CoPilot['chat']): Memory {
  return createMemory({
    known: knownFromStore(needs),
    mayBeNamed: async (own, other) =>
      other === null ? !(await chat.isShared(own)) : mayBeNamedIn(chat, own, other),
  });
}
