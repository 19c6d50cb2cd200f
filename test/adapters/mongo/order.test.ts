import { describe, expect, it } from 'vitest';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
} from '#test/support/mongo-database.ts';

const uri = MONGODB_URI ?? 'mongodb://127.0.0.1:27017/';
const NOW = START + 100 * HOUR;
const LENGTH = 60;

/** Works on everything until nothing is left, burying every third commit once; notes who held what at the same time. */
async function work(store: Store, worker: string, held: Map<string, string>, seen: string[]): Promise<void> {
  for (let idle = 0; idle < 20; ) {
    const [delivery] = await store.claimDue({ worker, now: NOW, leaseMs: HOUR, limit: 1 });
    if (delivery === undefined) {
      idle += 1;
      continue;
    }
    idle = 0;
    const { id, experiment, version } = delivery.commit;
    if (held.has(experiment)) seen.push(`${id} while ${held.get(experiment)}`);
    held.set(experiment, id);
    const isGivenUp = version % 3 === 0 && delivery.attempts === 1;
    // Held across a round trip, as an effect would be.
    await store.renew(id, worker, NOW + HOUR);
    held.delete(experiment);
    if (isGivenUp) await store.giveUp(id, worker, 'for a test');
    else await store.advance(id, worker, 1, NOW + HOUR);
    if (version > 3) await store.revive(`${experiment}:${version - (version % 3)}`, NOW);
  }
}

describe.skipIf(MONGODB_URI === null)(`order on MongoDB (${HOW_TO_RUN})`, () => {
  it('never leases two commits of one experiment, however commits are given up and revived', async () => {
    const database = databaseName();
    const stores = await Promise.all([1, 2, 3].map(() => openTestStore(uri, { database })));
    const [first] = stores;
    if (first === undefined) throw new Error('no store');
    for (const commit of chainOf(
      'gate',
      Array.from({ length: LENGTH }, () => [{ kind: 'card' }] as const),
    ))
      await first.append(commit);
    const held = new Map<string, string>();
    const seen: string[] = [];
    await Promise.all([...stores, ...stores].map((store, index) => work(store, `w${index}`, held, seen)));
    expect(seen).toEqual([]);
    for (let version = 3; version <= LENGTH; version += 3) await first.revive(`gate:${version}`, NOW);
    await work(first, 'last', held, seen);
    expect(await first.nextDueAt()).toBeNull();
    for (const store of stores) await store.close();
    await dropDatabase(uri, database);
  });
});
