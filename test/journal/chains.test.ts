import { beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { createChains } from '#journal/chains.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { chainOf } from '#test/support/experiments.ts';

let store: Store;
/** What the store was asked for: key and the version after which. */
let asked: [string, number][];
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  asked = [];
});

function watched(): Pick<Store, 'commits'> {
  return {
    commits: (key, after = 0) => {
      asked.push([key, after]);
      return store.commits(key, after);
    },
  };
}

async function append(commits: readonly Commit[]): Promise<void> {
  for (const commit of commits) await store.append(commit);
}

describe('createChains', () => {
  it('says at every step of a story what folding the whole journal says', async () => {
    const { key, commits } = EXAMPLES.completed;
    const chains = createChains(store);
    for (const commit of commits) {
      await append([commit]);
      const { state, last } = await chains.end(key);
      expect(state).toEqual(fold(await store.commits(key)));
      expect(last).toEqual({ version: commit.version, hash: commit.hash });
    }
  });

  it('sees what others append, and reads nothing twice', async () => {
    const [first, ...others] = chainOf('gate', [[], [], []]);
    const chains = createChains(watched());
    if (first !== undefined) await append([first]);
    await chains.end('gate');
    await append(others);
    expect((await chains.end('gate')).state?.version).toBe(3);
    await chains.end('gate');
    expect(asked).toEqual([
      ['gate', 0],
      ['gate', 1],
      ['gate', 3],
    ]);
  });

  it('knows nothing of an experiment that is not there, and finds it once it is', async () => {
    const chains = createChains(store);
    expect(await chains.end('gate')).toEqual({ state: null, last: null });
    await append(chainOf('gate', [[]]));
    expect((await chains.end('gate')).state?.key).toBe('gate');
  });

  it('forgets what was not read for longest', async () => {
    const chains = createChains(watched(), 2);
    for (const key of ['a', 'b', 'c']) await append(chainOf(key, [[]]));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await chains.end(key);
    expect(asked).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 1],
      ['c', 0],
      ['a', 1],
      ['b', 0],
    ]);
  });
});
