import type { Redaction } from '#agents/redaction.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { createMemory } from '#memory/create-memory.ts';
import { knownFromStore } from '#memory/from-store.ts';
import { createMeanings } from '#memory/meanings.ts';
import type { Embeddings } from '#ports/embeddings.ts';
import type { Memory } from '#ports/memory.ts';

/** The bot's memory of past experiments, for messages in channels of this chat service. */
export function ownMemory(
  needs: Pick<CoPilot, 'store' | 'load' | 'clock' | 'log'>,
  chat: CoPilot['chat'],
  { embeddings, redaction }: { readonly embeddings: Embeddings | null; readonly redaction: Redaction },
): Memory {
  const redact = (text: string) => redaction.redact(text);
  return createMemory({
    known: knownFromStore(needs),
    meanings: embeddings === null ? null : createMeanings({ ...needs, embeddings, redact }),
    mayBeNamed: async (own, other) =>
      other === null ? !(await chat.isShared(own)) : mayBeNamedIn(chat, own, other),
  });
}
