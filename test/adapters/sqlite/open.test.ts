import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { chainOf } from '#test/support/experiments.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
  path = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openSqliteStore', () => {
  it('refuses a file that is no database', async () => {
    writeFileSync(path, 'This is a letter to my mother, not a database. '.repeat(40));
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      code: 'store.not-a-database',
      retryable: false,
    });
  });

  it('refuses the database of another program and leaves it alone', async () => {
    const foreign = new DatabaseSync(path);
    foreign.exec('CREATE TABLE bookmarks (url TEXT)');
    foreign.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'store.foreign' });
    const after = new DatabaseSync(path);
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toHaveLength(1);
    after.close();
  });

  it('refuses a file of a newer version', async () => {
    await (await openSqliteStore(path)).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'store.newer' });
  });

  it('brings a file of an earlier version to the present one', async () => {
    const store = await openSqliteStore(path);
    for (const commit of chainOf('gate', [[]])) await store.append(commit);
    await store.close();
    const file = new DatabaseSync(path);
    file.exec('DROP INDEX summaries_listed; DROP INDEX summaries_counted');
    for (const column of [
      'status',
      'channel',
      'requester',
      'owner',
      'surface',
      'waits',
      'priority',
      'outcome_at',
    ])
      file.exec(`ALTER TABLE summaries DROP COLUMN ${column}`);
    file.exec('CREATE INDEX summaries_newest ON summaries (proposed_at DESC, key)');
    // One whose content cannot be read keeps no file from being brought forward.
    file.exec(`INSERT INTO summaries VALUES ('torn', 1, 1, 1, '{"half')`);
    file.exec(`INSERT INTO summaries VALUES ('gate', 1, 1, 2, '{"key":"gate","status":"running"}')`);
    file.exec(
      'DROP INDEX commits_buried; DROP TABLE bots; DROP TABLE pasts; DROP TABLE vectors; DROP TABLE runs; DROP TABLE sessions; DROP TABLE token_uses; DROP TABLE answers; DROP TABLE flag_parts; PRAGMA user_version = 1',
    );
    file.close();
    const present = await openSqliteStore(path);
    const { lines } = await present.summaryPage({ statuses: ['running'] }, { limit: 9 });
    expect(lines.map(({ key }) => key)).toEqual(['gate']);
    await present.close();
    const after = new DatabaseSync(path);
    const plan = after
      .prepare(`EXPLAIN QUERY PLAN SELECT count(*) FROM commits WHERE state = 'buried'`)
      .get();
    expect(plan?.['detail']).toContain('commits_buried');
    expect(after.prepare('SELECT count(*) AS count FROM commits').get()).toEqual({ count: 1 });
    after.close();
  });

  it('says that another process holds the file', async () => {
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN EXCLUSIVE');
    await expect(openSqliteStore(path, { patienceMs: 0 })).rejects.toMatchObject({
      code: 'store.busy',
      retryable: true,
    });
    holder.close();
  });

  it('says that a file cannot be opened', async () => {
    await expect(openSqliteStore(folder)).rejects.toMatchObject({ code: 'store.unopenable' });
  });

  it('names damage if it meets it', async () => {
    const store = await openSqliteStore(path);
    for (const commit of chainOf(
      'gate',
      Array.from({ length: 60 }, () => []),
    ))
      await store.append(commit);
    await store.close();
    const file = new DatabaseSync(path);
    const found = file.prepare(`SELECT rootpage AS root FROM sqlite_schema WHERE name = 'commits'`).get();
    file.close();
    const root = Number(found?.['root']);
    const bytes = readFileSync(path);
    // The pages that describe the tables stay whole, so that the opening does not meet it.
    writeFileSync(path, bytes.fill(0xff, (root - 1) * 4096, root * 4096));
    const damaged = await openSqliteStore(path);
    await expect(damaged.commits('gate')).rejects.toMatchObject({ code: 'store.corrupt', retryable: false });
    await damaged.close();
  });

  it('names a commit that cannot be read', async () => {
    const store = await openSqliteStore(path);
    for (const commit of chainOf('gate', [[]])) await store.append(commit);
    const vandal = new DatabaseSync(path);
    vandal.exec(`UPDATE commits SET body = '{"half' WHERE id = 'gate:1'`);
    vandal.close();
    await expect(store.commits('gate')).rejects.toMatchObject({ code: 'store.damaged-commit' });
    await store.close();
  });

  it('answers that it is closed, and closes twice', async () => {
    const store = await openSqliteStore(path);
    await store.close();
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ code: 'store.closed' });
    await expect(store.claim('a', 'b', 1)).rejects.toMatchObject({ code: 'store.closed' });
  });

  it('leaves no trace of an erased key in its files', async () => {
    const store = await openSqliteStore(path);
    await store.pseudonymOf('U0SECRETPERSON', 'p-traceless');
    await store.forget('U0SECRETPERSON');
    const bytes = [path, `${path}-wal`].map((file) => readFileSync(file).toString('latin1')).join('');
    expect(bytes).not.toContain('U0SECRETPERSON');
    expect(bytes).not.toContain('p-traceless');
    await store.close();
  });

  describe('while another process reads the file in a transaction', () => {
    const bytes = () => [path, `${path}-wal`].map((file) => readFileSync(file).toString('latin1')).join('');
    let store: Store;
    let reader: DatabaseSync;
    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      store = await openSqliteStore(path);
      await store.pseudonymOf('U0SECRETPERSON', 'p-traceless');
      reader = new DatabaseSync(path);
      reader.exec('BEGIN; SELECT * FROM people');
    });
    afterEach(async () => {
      vi.useRealTimers();
      reader.close();
      await store.close();
    });

    it('says that a person is forgotten only after the readers end, and delays nothing meanwhile', async () => {
      let isForgotten = false;
      const began = Date.now();
      const forgotten = store.forget('U0SECRETPERSON').then((pseudonym) => {
        isForgotten = true;
        return pseudonym;
      });
      await vi.advanceTimersByTimeAsync(450);
      // A second is ample for four looks, and far from the five that SQLite would wait at each.
      expect(Date.now() - began).toBeLessThan(1_000);
      expect([isForgotten, bytes().includes('U0SECRETPERSON')]).toEqual([false, true]);
      reader.exec('COMMIT');
      await vi.advanceTimersByTimeAsync(150);
      expect(await forgotten).toBe('p-traceless');
      expect(bytes()).not.toContain('U0SECRETPERSON');
    });

    it.each(['by a second call', 'by itself'])(
      'says that it could not, and does it later %s',
      async (how) => {
        const forgotten = store.forget('U0SECRETPERSON');
        const refused = expect(forgotten).rejects.toMatchObject({ code: 'store.not-erased' });
        await vi.advanceTimersByTimeAsync(1_500);
        await refused;
        expect(await store.knownPseudonymOf('U0SECRETPERSON')).toBeNull();
        expect(bytes()).toContain('U0SECRETPERSON');
        reader.exec('COMMIT');
        if (how === 'by itself') await vi.advanceTimersByTimeAsync(60_000);
        else expect(await store.forget('U0SECRETPERSON')).toBeNull();
        expect(bytes()).not.toContain('U0SECRETPERSON');
      },
    );
  });
});
