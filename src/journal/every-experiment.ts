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

/** The same with the streams alone whose keys begin so. */
export function everyStreamOf(
  store: Pick<JournalStore, 'streamKeys'>,
  prefix: string,
): AsyncGenerator<string, void> {
  return everyKey((after, limit) => store.streamKeys(after, limit), prefix);
}

async function* everyKey(page: JournalStore['streamKeys'], prefix = ''): AsyncGenerator<string, void> {
  // Sorts before all that begin so.
  let after: string | null = prefix === '' ? null : prefix.slice(0, -1);
  for (;;) {
    const keys: readonly string[] = await page(after, PAGE);
    for (const key of keys) {
      if (key.startsWith(prefix)) {
        yield key;
        await turnOfTheLoop();
      } else if (key > prefix) return;
    }
    after = keys.at(-1) ?? null;
    if (after === null || keys.length < PAGE) return;
  }
}
