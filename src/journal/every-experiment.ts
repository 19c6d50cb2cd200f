import type { JournalStore } from '#ports/journal-store.ts';
import { turnOfTheLoop } from './turn-of-the-loop.ts';

const PAGE = 100;

/**
 * Keys of all experiments in order, read page by page. An embedded store answers without the event loop, so each key lets
 * the loop turn once: a walk through thousands of journals must not delay an acknowledgement.
 */
export function everyExperiment(store: Pick<JournalStore, 'experimentKeys'>): AsyncGenerator<string, void> {
  return everyKey((after, limit) => store.experimentKeys(after, limit));
}

/** The same with all other streams, for what looks at the journal as bytes. */
export function everyStream(store: Pick<JournalStore, 'streamKeys'>): AsyncGenerator<string, void> {
  return everyKey((after, limit) => store.streamKeys(after, limit));
}

async function* everyKey(page: JournalStore['streamKeys']): AsyncGenerator<string, void> {
  let after: string | null = null;
  for (;;) {
    const keys: readonly string[] = await page(after, PAGE);
    for (const key of keys) {
      yield key;
      await turnOfTheLoop();
    }
    after = keys.at(-1) ?? null;
    if (after === null || keys.length < PAGE) return;
  }
}
