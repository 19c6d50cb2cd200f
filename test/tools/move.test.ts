import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { fold } from '#domain/commit.ts';
import type { Effect } from '#domain/effect.ts';
import { summarize } from '#domain/summary.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { past } from '#test/memory/example-pasts.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
} from '#test/support/mongo-database.ts';
import { moveStore } from '#tools/move/move-store.ts';

const CARD: readonly Effect[] = [{ kind: 'card' }];
const NEW = { resume: false };
const COUNTS = { experiments: 3, commits: 10, claims: 3, people: 2, imported: 1, runs: 2 };

let folder = '';
let open: Store[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'move-'));
});
afterEach(async () => {
  for (const store of open) await store.close();
  open = [];
  rmSync(folder, { recursive: true });
});

const pathOf = (name: string) => join(folder, `${name}.sqlite`);

async function opened(name: string): Promise<Store> {
  const store = await openSqliteStore(pathOf(name));
  open.push(store);
  return store;
}

/** Every kind of delivery state, a claim of each sort, a person who is known and one who was forgotten. */
async function filled(name: string): Promise<Store> {
  const store = await opened(name);
  for (const [key, effects] of [
    ['a', [CARD, CARD, [], CARD]],
    ['b', [CARD, CARD]],
    ['ä-c', [[], CARD, [], CARD]],
  ] as const) {
    const chain = chainOf(key, effects);
    for (const commit of chain) await store.append(commit);
    const state = fold(chain);
    if (state !== null) await store.putSummary(summarize(state));
  }
  const claim = { worker: 'w', now: START + 9 * HOUR, leaseMs: HOUR, limit: 3 };
  await store.claimDue(claim);
  await store.advance('a:1', 'w', 1, START);
  await store.giveUp('b:1', 'w', 'github.refused');
  await store.postpone('ä-c:2', 'w', START + 99 * HOUR, 'slack.unavailable');
  await store.claimDue(claim);
  for (const scope of ['job:looks', 'event', 'event "2"']) await store.claim(scope, 'k', START);
  for (const user of ['U1', 'U2', 'U3']) await store.pseudonymOf(user, `p-${user}`);
  await store.forget('U2');
  const imported = past({ key: 'old', idea: 'An imported one' });
  await store.putPast({ origin: 'import', key: 'old', version: 3, past: imported });
  await store.noteTokenUse({ token: 't', at: START });
  for (const answer of [null, '{}'])
    await store.restoreAnswer({ id: `i${answer}`, token: 't', request: 'r', at: START, work: 'w', answer });
  await store.restoreFlagPart({ id: 'flags', version: 7, body: '{"flags":[]}' });
  await store.putFlagPart({ id: 'keys', version: 1, body: '[]' });
  for (const id of ['h1', 'work:a:1:0']) {
    await store.putRun({ id, experiment: 'a', at: START, body: new Uint8Array([0, 200, 255]) });
  }
  return store;
}

/** All rows of all tables of a file. */
function dump(name: string): unknown {
  const database = new DatabaseSync(pathOf(name), { readOnly: true });
  try {
    return [
      'commits ORDER BY id',
      'summaries ORDER BY key',
      'claims ORDER BY scope',
      'people ORDER BY pseudonym',
      'pasts ORDER BY key',
      'runs ORDER BY id',
      'flag_parts ORDER BY id',
      'token_uses ORDER BY token',
      'answers ORDER BY id',
    ].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  } finally {
    database.close();
  }
}

describe('moveStore', () => {
  it('moves everything, every byte of it', async () => {
    const from = await filled('from');
    const before = dump('from');
    expect(await moveStore(from, await opened('to'), NEW)).toEqual({ kind: 'ok', value: COUNTS });
    expect(dump('to')).toEqual(before);
    expect(dump('from')).toEqual(before);
  });

  it('refuses a target that holds anything', async () => {
    const from = await filled('from');
    const fillers: readonly ((store: Store) => Promise<unknown>)[] = [
      async (store) => store.claim('a', 'k', 1),
      async (store) => store.pseudonymOf('U9', 'p-9'),
      async (store) => store.putPast({ origin: 'import', key: 'k', version: 1, past: null }),
      async (store) => store.noteTokenUse({ token: 't', at: 1 }),
      async (store) => store.putFlagPart({ id: 'keys', version: 1, body: '[]' }),
      async (store) => store.putRun({ id: 'r', experiment: 'k', at: 1, body: new Uint8Array() }),
      async (store) => Promise.all(chainOf('z', [[]]).map((commit) => store.append(commit))),
    ];
    for (const [index, fill] of fillers.entries()) {
      const to = await opened(`to${index}`);
      await fill(to);
      const before = dump(`to${index}`);
      expect(await moveStore(from, to, NEW)).toMatchObject({ kind: 'refused' });
      expect(dump(`to${index}`)).toEqual(before);
    }
  });

  it('refuses a broken source and names the link, before anything is written', async () => {
    const from = await filled('from');
    const vandal = new DatabaseSync(pathOf('from'));
    vandal.exec(`UPDATE commits SET body = replace(body, 'level 30', 'level 31') WHERE id = 'a:1'`);
    vandal.close();
    const to = await opened('to');
    const problem = expect.stringContaining('a:1');
    expect(await moveStore(from, to, NEW)).toEqual({ kind: 'refused', problem });
    expect(await to.experimentKeys(null, 1)).toEqual([]);
  });

  it.each([1, 6, 9])('goes on after an interruption at commit %i', async (last) => {
    const from = await filled('from');
    const to = await opened('to');
    let left = last;
    const breaking: Store = {
      ...to,
      restore: async (entry) => {
        left -= 1;
        if (left < 0) throw new Error('the power went out');
        return to.restore(entry);
      },
    };
    await expect(moveStore(from, breaking, NEW)).rejects.toThrow('the power went out');
    expect(await moveStore(from, to, NEW)).toMatchObject({ kind: 'refused' });
    expect(await moveStore(from, to, { resume: true })).toEqual({ kind: 'ok', value: COUNTS });
    expect(dump('to')).toEqual(dump('from'));
  });

  it('does not go on if the target holds what the source does not', async () => {
    const from = await filled('from');
    const fillers: readonly ((store: Store) => Promise<unknown>)[] = [
      async (store) => store.claim('a', 'k', 1),
      async (store) => store.claim('event', 'k', START + 1),
      async (store) => store.pseudonymOf('U9', 'p-9'),
      async (store) => store.pseudonymOf('U1', 'p-another'),
      async (store) => Promise.all(chainOf('z', [[]]).map((commit) => store.append(commit))),
      async (store) => Promise.all(chainOf('a', [[]]).map((commit) => store.append(commit))),
    ];
    for (const [index, fill] of fillers.entries()) {
      const to = await opened(`to${index}`);
      await fill(to);
      expect(await moveStore(from, to, { resume: true }), `filler ${index}`).toMatchObject({
        kind: 'refused',
      });
    }
  });

  it('sees that the source was written to meanwhile', async () => {
    const from = await filled('from');
    const to = await opened('to');
    const busy: Store = {
      ...to,
      summaryVersions: async () => {
        await from.claim('event', 'late', START);
        return to.summaryVersions();
      },
    };
    const problem = expect.stringContaining('late');
    expect(await moveStore(from, busy, NEW)).toEqual({ kind: 'refused', problem });
  });
});

describe('npm run move', () => {
  const run = (...given: string[]) =>
    spawnSync(process.execPath, ['tools/move.ts', ...given], { encoding: 'utf8' });

  it('says what it moved, and what is wrong', async () => {
    await filled('from');
    const moved = run('--from', pathOf('from'), '--to', `sqlite:${pathOf('to')}`);
    expect(moved).toMatchObject({ status: 0, stderr: '' });
    expect(moved.stdout).toContain('3 experiments, 10 commits, 3 claims, 2 people');
    expect(run('--from', pathOf('from'), '--to', pathOf('to'))).toMatchObject({ status: 1, stdout: '' });
    expect(run('--from', pathOf('nowhere'), '--to', pathOf('new'))).toMatchObject({ status: 2 });
    expect(run('--from', pathOf('from'))).toMatchObject({ status: 2 });
    expect(run('--form', 'x').stderr).not.toContain('    at ');
  });
});

describe.skipIf(MONGODB_URI === null)(`moving to MongoDB and back (${HOW_TO_RUN})`, () => {
  it('keeps every byte', async () => {
    const uri = MONGODB_URI ?? '';
    const database = databaseName();
    const from = await filled('from');
    const between = await openTestStore(uri, { database });
    expect(await moveStore(from, between, NEW)).toEqual({ kind: 'ok', value: COUNTS });
    expect(await moveStore(from, between, { resume: true })).toEqual({ kind: 'ok', value: COUNTS });
    expect(await moveStore(between, await opened('to'), NEW)).toEqual({ kind: 'ok', value: COUNTS });
    expect(dump('to')).toEqual(dump('from'));
    expect(await between.summaries({ limit: 9 })).toEqual(await from.summaries({ limit: 9 }));
    await between.close();
    await dropDatabase(uri, database);
  });
});
