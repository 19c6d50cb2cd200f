import type { JournalStore } from '#ports/journal-store.ts';
import { turnOfTheLoop } from './turn-of-the-loop.ts';

const PAGE = 100;

/**
 * Keys of all experiments in order, read page by page. An embedded store answers without the event loop, so each key lets
 * the loop turn once: a walk through thousands of journals must not delay an acknowledgement.
 */
export async function* everyExperiment(
  store: Pick<JournalStore, 'experimentKeys'>,
): AsyncGenerator<string, void> {
  let after: string | null = null;
  for (;;) {
    const keys: readonly string[] = await store.experimentKeys(after, PAGE);
    for (const key of keys) {
      yield key;
      await turnOfTheLoop();
    }
    after = keys.at(-1) ?? null;
    if (after === null || keys.length < PAGE) return;
  }
}
