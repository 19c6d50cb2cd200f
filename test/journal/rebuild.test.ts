import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { summarize } from '#domain/summary.ts';
import { rebuildSummaries } from '#journal/rebuild.ts';
import type { Store } from '#ports/store.ts';
import { type Bench, createBench } from '#test/support/experiments-bench.ts';

let store: Store;
let bench: Bench;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  bench = await createBench(store);
  for (const key of ['a', 'b', 'c']) await bench.propose(key);
});
afterEach(() => store.close());

const lines = async (unfinished = false) =>
  (await store.summaries({ unfinished, limit: 99 })).map(({ key, version }) => `${key} ${version}`).sort();

/** The store, with the unfinished experiments written down after every change of the list. */
function watched(seen: string[][], meanwhile: () => Promise<void> = async () => {}): Store {
  const look = async () => {
    seen.push(await lines(true));
  };
  return {
    ...store,
    putSummary: async (summary) => {
      await store.putSummary(summary);
      await look();
    },
    removeSummary: async (line) => {
      await store.removeSummary(line);
      await look();
    },
    summaryVersions: async () => {
      await meanwhile();
      return store.summaryVersions();
    },
  };
}

describe('making the list anew', () => {
  it('never removes an unfinished experiment, because a bot may read the list meanwhile', async () => {
    const seen: string[][] = [];
    expect(await rebuildSummaries(watched(seen))).toBe(3);
    expect(seen.length).toBeGreaterThan(0);
    for (const live of seen) expect(live).toEqual(['a 1', 'b 1', 'c 1']);
  });

  it('takes out lines of no journal, and puts right those that are ahead of theirs', async () => {
    const line = summarize(await bench.load('a'));
    await store.putSummary({ ...line, key: 'ghost', version: 7 });
    await store.putSummary({ ...line, key: 'b', version: 99, title: 'of a later day' });
    expect(await rebuildSummaries(store)).toBe(3);
    expect(await lines()).toEqual(['a 1', 'b 1', 'c 1']);
    expect(JSON.stringify(await store.summaries({ limit: 9 }))).not.toContain('of a later day');
  });

  it('makes past experiments anew, and leaves imported ones alone', async () => {
    const line = { key: 'ghost', version: 7, past: null } as const;
    await store.putPast({ ...line, origin: 'journal' });
    await store.putPast({ ...line, origin: 'import' });
    await store.putPast({ ...line, origin: 'journal', key: 'b', version: 99 });
    await rebuildSummaries(store);
    expect(await store.pastVersions()).toEqual([{ origin: 'import', key: 'ghost', version: 7 }]);
  });

  it('leaves alone what the bot writes meanwhile', async () => {
    expect(await rebuildSummaries(watched([], () => bench.propose('d')))).toBe(3);
    expect(await lines()).toEqual(['a 1', 'b 1', 'c 1', 'd 1']);
  });
});
