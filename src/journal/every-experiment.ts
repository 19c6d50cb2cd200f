import type { JournalStore } from '#ports/store.ts';

const PAGE = 100;

/** Keys of all experiments in order, read page by page. */
export async function* everyExperiment(
  store: Pick<JournalStore, 'experimentKeys'>,
): AsyncGenerator<string, void> {
  let after: string | null = null;
  for (;;) {
    const keys: readonly string[] = await store.experimentKeys(after, PAGE);
    yield* keys;
    after = keys.at(-1) ?? null;
    if (after === null || keys.length < PAGE) return;
  }
}
