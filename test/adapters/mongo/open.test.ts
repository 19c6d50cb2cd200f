import { afterEach, describe, expect, it } from 'vitest';
import { openMongoStore, readMongoStore } from '#adapters/mongo/open.ts';
import type { Status } from '#domain/status.ts';
import { chainOf } from '#test/support/experiments.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
  withDatabase,
  withDatabaseName,
} from '#test/support/mongo-database.ts';

const uri = MONGODB_URI ?? 'mongodb://127.0.0.1:27017/';

describe('openMongoStore without a server', () => {
  it('says that nothing answers, soon, and without the password', async () => {
    // Port 1 is reserved; nothing listens there.
    const opening = openMongoStore('mongodb://bot:hush@127.0.0.1:1/', { serverSelectionTimeoutMs: 50 });
    await expect(opening).rejects.toMatchObject({ code: 'store.unreachable', retryable: true });
    await expect(opening).rejects.not.toThrow('hush');
  });

  it.each([
    '',
    'localhost',
    'http://bot:hush@localhost/',
    'mongodb://bot:hu sh@[',
    'mongodb://h/?w=nonsense&tls=perhaps',
    'mongodb://%FF@h/bot',
    'mongodb://bot:%E0%A4@h/bot',
    'mongodb://h/%FF',
    'mongodb://h/bot.hush',
  ])('says that %j is no address, without repeating it', async (address) => {
    const thrown = await openMongoStore(address).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'store.address', retryable: false });
    expect(thrown).not.toHaveProperty('cause');
    expect(String(thrown)).not.toMatch(/hu ?sh@/);
  });
});

describe.skipIf(MONGODB_URI === null)(`openMongoStore (${HOW_TO_RUN})`, () => {
  const database = databaseName();
  afterEach(() => dropDatabase(uri, database));

  it('makes its indexes once, however many start at the same time', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openTestStore(uri, { database })));
    for (const store of stores) await store.close();
    const names = await withDatabase(uri, database, async (bare) => {
      const found = [];
      for (const name of ['claims', 'commits', 'people', 'summaries']) {
        for (const index of await bare.collection(name).indexes()) found.push(`${name}.${index.name}`);
      }
      return found.filter((name) => !name.endsWith('._id_'));
    });
    expect(names.sort()).toEqual([
      'claims.age',
      'claims.last',
      'commits.chain',
      'commits.due',
      'commits.lanes',
      'people.pseudonym',
      'summaries.counted',
      'summaries.ended',
      'summaries.first',
      'summaries.listed',
      'summaries.newest',
      'summaries.newest-live',
    ]);
  });

  it('writes when it is asked for its health, several at once', async () => {
    const store = await openTestStore(uri, { database });
    await Promise.all([store.ping(), store.ping(), store.ping()]);
    await store.close();
    const beat = await withDatabase(uri, database, (bare) =>
      bare.collection<{ _id: string }>('meta').findOne({ _id: 'heartbeat' }),
    );
    expect(beat).toMatchObject({ at: expect.any(Number) });
    // The mark of the schema is what it was.
    await (await openTestStore(uri, { database })).close();
  });

  it('takes the database that the address names', async () => {
    const store = await openTestStore(withDatabaseName(uri, database));
    await store.claim('a', 'k', 1);
    await store.close();
    const claims = await withDatabase(uri, database, (bare) => bare.collection('claims').countDocuments());
    expect(claims).toBe(1);
  });

  it('refuses the database of another program and leaves it alone', async () => {
    await withDatabase(uri, database, (bare) => bare.collection('commits').insertOne({ sha: 'abc' }));
    await expect(openTestStore(uri, { database })).rejects.toMatchObject({ code: 'store.foreign' });
    const left = await withDatabase(uri, database, (bare) => bare.listCollections().toArray());
    expect(left.map(({ name }) => name)).toEqual(['commits']);
  });

  it('refuses a database of a newer version', async () => {
    await (await openTestStore(uri, { database })).close();
    await withDatabase(uri, database, (bare) =>
      bare.collection('meta').updateOne({ version: 1 }, { $set: { version: 999 } }),
    );
    await expect(openTestStore(uri, { database })).rejects.toMatchObject({ code: 'store.newer' });
  });

  it('lists what a process of an older version wrote, at the start and at every look through the store', async () => {
    const line = (status: string, version: number) => ({
      ...{ version, live: true, proposedAt: 1, body: JSON.stringify({ key: 'gate', status, version }) },
    });
    const write = (status: string, version: number) =>
      withDatabase(uri, database, (bare) =>
        bare
          .collection<{ _id: string }>('summaries')
          .updateOne({ _id: 'gate' }, { $set: line(status, version) }, { upsert: true }),
      );
    await (await openTestStore(uri, { database })).close();
    await write('running', 1);
    await withDatabase(uri, database, (bare) =>
      bare
        .collection<{ _id: string; body: string }>('summaries')
        .insertOne({ _id: 'torn', ...line('', 1), body: '{"half' }),
    );
    const store = await openTestStore(uri, { database });
    const found = async (statuses: readonly Status[]) =>
      (await store.summaryPage({ statuses }, { limit: 9 })).lines.map(({ version }) => version);
    expect(await found(['running'])).toEqual([1]);
    await write('paused', 2);
    await store.inspect();
    expect(await found(['running'])).toEqual([]);
    expect(await found(['paused'])).toEqual([2]);
    expect(await store.summaryCounts({})).toMatchObject([{ status: 'paused', count: 1 }]);
    await store.close();
  });

  it('changes nothing for a reader, not even to make an index that is gone', async () => {
    const store = await openTestStore(uri, { database });
    for (const commit of chainOf('gate', [[], []])) await store.append(commit);
    await store.close();
    const holds = () =>
      withDatabase(uri, database, async (bare) => {
        const names = (await bare.listCollections().toArray()).map(({ name }) => name).sort();
        const read = async (name: string) => ({
          indexes: (await bare.collection(name).indexes()).map((index) => index.name).sort(),
          documents: await bare.collection(name).find().sort({ _id: 1 }).toArray(),
        });
        return Promise.all(names.map(async (name) => [name, await read(name)]));
      });
    await withDatabase(uri, database, (bare) => bare.collection('commits').dropIndex('due'));
    const before = await holds();
    const reader = await readMongoStore(uri, { database });
    expect(await reader.commits('gate')).toHaveLength(2);
    await reader.close();
    expect(await holds()).toEqual(before);
  });

  it('says to a reader that no bot has been in a database, and leaves none', async () => {
    await expect(readMongoStore(uri, { database })).rejects.toMatchObject({ code: 'store.missing' });
    const left = await withDatabase(uri, database, (bare) => bare.listCollections().toArray());
    expect(left).toEqual([]);
  });

  it('refuses the database of another program to a reader', async () => {
    await withDatabase(uri, database, (bare) => bare.collection('commits').insertOne({ sha: 'abc' }));
    await expect(readMongoStore(uri, { database })).rejects.toMatchObject({ code: 'store.foreign' });
  });

  it('names a commit that cannot be read, and shows it to the audit', async () => {
    const store = await openTestStore(uri, { database });
    for (const commit of chainOf('gate', [[], []])) await store.append(commit);
    await withDatabase(uri, database, async (bare) => {
      const commits = bare.collection('commits');
      await commits.updateOne({ version: 1 }, { $set: { body: '{"half' } });
      await commits.updateOne({ version: 2 }, { $set: { body: 7 } });
    });
    await expect(store.commits('gate')).rejects.toMatchObject({ code: 'store.damaged-commit' });
    expect((await store.records('gate')).map(({ body }) => body)).toEqual(['{"half', '7']);
    await store.close();
  });

  it('lists an experiment whose first commit is gone', async () => {
    const store = await openTestStore(uri, { database });
    for (const commit of chainOf('gate', [[], []])) await store.append(commit);
    await withDatabase(uri, database, (bare) => bare.collection('commits').deleteOne({ version: 1 }));
    expect(await store.experimentKeys(null, 9)).toEqual(['gate']);
    await store.close();
  });

  it('answers that it is closed, and closes twice', async () => {
    const store = await openTestStore(uri, { database });
    await store.close();
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ code: 'store.closed' });
    await expect(store.claim('a', 'b', 1)).rejects.toMatchObject({ code: 'store.closed' });
  });
});
