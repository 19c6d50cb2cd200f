import { expect, it } from 'vitest';
import { forwardMoves, play } from '#test/support/arbitraries.ts';
import { openFreshStore } from '#tools/chaos/fresh-store.ts';
import { createLoader, rememberedJournals } from '#tools/chaos/remembered-journals.ts';

it('remembered journals are those of the store, read once and frozen', async () => {
  const { store, dispose } = await openFreshStore(null);
  const asked: number[] = [];
  const remembered = rememberedJournals({
    ...store,
    commits: (key, after = 0) => {
      asked.push(after);
      return store.commits(key, after);
    },
  });
  const load = createLoader(remembered);
  try {
    const commits = play(forwardMoves(4)).flatMap(({ commit }) => (commit === null ? [] : [commit]));
    const [first, ...others] = commits;
    const key = first?.experiment ?? '';
    expect(await load(key)).toBeNull();
    for (const commit of commits.slice(0, 1)) await store.append(commit);
    expect((await load(key))?.version).toBe(1);
    for (const commit of others) await store.append(commit);
    expect((await load(key))?.version).toBe(commits.length);
    expect(await Promise.all([remembered.commits(key), remembered.commits(key, 2)])).toEqual([
      await store.commits(key),
      await store.commits(key, 2),
    ]);
    expect(asked).toEqual([0, 0, 1, commits.length, commits.length]);
    const [known] = await remembered.commits(key);
    expect(Object.isFrozen(known?.events[0])).toBe(true);
  } finally {
    await dispose();
  }
});
