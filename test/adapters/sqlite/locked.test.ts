import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { chainOf, START } from '#test/support/experiments.ts';

const CARD = [{ kind: 'card' }] as const;

let folder = '';
let store: Store;
let holder: DatabaseSync;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'locked-'));
  store = await openSqliteStore(join(folder, 'store.sqlite'));
  for (const commit of chainOf('gate', [CARD])) await store.append(commit);
  holder = new DatabaseSync(join(folder, 'store.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
});
afterEach(async () => {
  holder.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Whether it has ended after the event loop turned a hundred times. */
async function endsWithin100Turns(work: Promise<unknown>): Promise<boolean> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  work.then(end, end);
  for (let turn = 0; turn < 100; turn += 1) await setImmediate();
  return hasEnded;
}

/** Every kind of write that the store has. */
const WRITES: readonly (readonly [string, () => Promise<unknown>, unknown])[] = [
  [
    'an entry',
    () => Promise.all(chainOf('other', [CARD]).map((commit) => store.append(commit))),
    ['appended'],
  ],
  ['a claim', () => store.claim('event', 'e1', START), true],
  ['a pseudonym', () => store.pseudonymOf('U1', 'p-1'), 'p-1'],
  [
    'a claim of effects',
    () => store.claimDue({ worker: 'w', now: START + HOUR, leaseMs: HOUR, limit: 9 }),
    [expect.objectContaining({ attempts: 1 })],
  ],
];

describe('while another process holds the file for writing', () => {
  it.each(WRITES)('%s waits without holding up anything else, and succeeds', async (_name, write, answer) => {
    const written = write();
    expect(await endsWithin100Turns(written)).toBe(false);
    holder.exec('COMMIT');
    expect(await written).toEqual(answer);
  });

  it('reads go on', async () => {
    const written = store.claim('event', 'e1', START);
    expect(await store.commits('gate')).toHaveLength(1);
    expect(await store.summaries({ limit: 9 })).toEqual([]);
    expect(await store.isClaimed('event', 'e1')).toBe(false);
    holder.exec('COMMIT');
    expect(await written).toBe(true);
  });

  it('claims each effect once, though the lock comes between two of them', async () => {
    holder.exec('COMMIT');
    for (const key of ['a', 'b', 'c']) for (const commit of chainOf(key, [CARD])) await store.append(commit);
    const claiming = store.claimDue({ worker: 'w', now: START + HOUR, leaseMs: HOUR, limit: 9 });
    const leased = holder.prepare(`SELECT 1 FROM commits WHERE worker = 'w'`);
    while (leased.get() === undefined) await Promise.resolve();
    holder.exec('BEGIN IMMEDIATE');
    expect(await endsWithin100Turns(claiming)).toBe(false);
    holder.exec('COMMIT');
    expect((await claiming).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
  });

  it('an opening waits, too', async () => {
    const path = join(folder, 'new.sqlite');
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    const opening = openSqliteStore(path);
    expect(await endsWithin100Turns(opening)).toBe(false);
    other.exec('COMMIT');
    await (await opening).close();
    other.close();
  });

  it('says after five seconds that another process holds it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const claimed = store.claim('event', 'e1', START);
    const refused = expect(claimed).rejects.toMatchObject({ code: 'store.busy', retryable: true });
    await vi.advanceTimersByTimeAsync(5_100);
    await refused;
    vi.useRealTimers();
    holder.exec('COMMIT');
    expect(await store.claim('event', 'e1', START)).toBe(true);
  });
});
