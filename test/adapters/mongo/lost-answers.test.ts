import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#ports/store.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
} from '#test/support/mongo-database.ts';
import { type LossyProxy, openLossyProxy } from '#test/support/mongo-server/lossy-proxy.ts';

const uri = MONGODB_URI ?? 'mongodb://127.0.0.1:27017/';
/** The door leads to one server of this machine; an address of a cluster goes around it. */
const LOCAL = /^mongodb:\/\/127\.0\.0\.1(?::\d+)?(?:\/|$)/.test(uri);

describe.skipIf(MONGODB_URI === null || !LOCAL)(`answers that get lost on MongoDB (${HOW_TO_RUN})`, () => {
  const database = databaseName();
  const [commit, second] = chainOf('gate', [[{ kind: 'card' }, { kind: 'design' }], []]);
  const [other] = chainOf('gate', [[]]);
  if (commit === undefined || second === undefined || other === undefined) throw new Error('no chain');
  let proxy: LossyProxy;
  let store: Store;
  beforeEach(async () => {
    proxy = await openLossyProxy(uri);
    store = await openTestStore(`${proxy.uri}?directConnection=true`, { database });
  });
  afterEach(async () => {
    await store.close();
    await proxy.close();
    await dropDatabase(uri, database);
  });

  it('knows its own commit again', async () => {
    proxy.loseAnswerTo('insert\0');
    expect(await store.append(commit)).toBe('appended');
    expect(proxy.lost()).toBe(1);
    expect(await store.commits('gate')).toEqual([commit]);
    expect(await store.append(commit)).toBe('conflict');
  });

  it('does not take the commit of another for its own, not even one that is equal', async () => {
    for (const theirs of [other, commit]) {
      await store.append(theirs);
      proxy.loseAnswerTo('insert\0');
      expect(await store.append(commit)).toBe('conflict');
      expect(await store.commits('gate')).toEqual([other]);
    }
    expect(proxy.lost()).toBe(2);
  });

  it('knows its own commit again when the answer to the question is lost too', async () => {
    proxy.loseAnswerTo('insert\0');
    const appending = store.append(commit);
    await expect.poll(() => proxy.lost()).toBe(1);
    proxy.loseAnswerTo('update\0');
    expect(await appending).toBe('appended');
    expect(proxy.lost()).toBe(2);
    expect(await store.append(second)).toBe('appended');
  });

  it('knows its own claim again', async () => {
    proxy.loseAnswerTo('insert\0');
    expect(await store.claim('job', 'k', 1)).toBe(true);
    expect(proxy.lost()).toBe(1);
    expect(await store.claim('job', 'k', 1)).toBe(false);
  });

  it('says that the line broke if it cannot know, and the lease runs out', async () => {
    await store.append(commit);
    await store.claimDue({ worker: 'w', now: START, leaseMs: 10, limit: 1 });
    proxy.loseAnswerTo('update\0');
    const advance = store.advance('gate:1', 'w', 1, START + 20);
    // A server that knows retryable writes answers the repetition; one that does not leaves it open.
    await advance.then(
      (done) => expect(done).toBe(true),
      (thrown) => expect(thrown).toMatchObject({ code: 'store.connection-lost', retryable: true }),
    );
    const [again] = await store.claimDue({ worker: 'v', now: START + 20, leaseMs: 10, limit: 1 });
    expect(again).toMatchObject({ next: 1, attempts: 2 });
  });
});
