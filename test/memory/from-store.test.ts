import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { pastLineOf } from '#domain/memory/past-of.ts';
import { summarize } from '#domain/summary.ts';
import { knownFromStore } from '#memory/from-store.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { past } from './example-pasts.ts';

let store: Store;
let now = 0;
const { experiment } = EXAMPLES.killedAndClean;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  now = 0;
});
afterEach(() => store.close());

const known = () => knownFromStore({ store, load: async () => experiment, clock: { now: () => now } });
const keysOf = async (read: ReturnType<typeof known>) => (await read()).all().map(({ key }) => key);

describe('what the store remembers', () => {
  it('is seen at the next call, whichever process wrote it', async () => {
    const read = known();
    expect(await keysOf(read)).toEqual([]);
    const line = { origin: 'import', key: 'a', version: 1, past: past({ key: 'a', idea: 'Green' }) } as const;
    await store.putPast(line);
    expect(await keysOf(read)).toEqual(['a']);
    await store.putPast({ ...line, version: 2, past: past({ key: 'a', idea: 'Blue' }) });
    expect((await read()).found('blue')).toHaveLength(1);
    expect((await read()).found('green')).toHaveLength(0);
    await store.removePast({ ...line, version: 2 });
    expect(await keysOf(read)).toEqual([]);
  });

  it('includes experiments that ended before the bot remembered any', async () => {
    await store.putSummary(summarize(experiment));
    expect(await keysOf(known())).toEqual([experiment.key]);
    expect(await store.pastLine({ origin: 'journal', key: experiment.key })).toEqual(pastLineOf(experiment));
  });

  it('finds after an hour at most what an older version of the bot ended meanwhile', async () => {
    const read = known();
    expect(await keysOf(read)).toEqual([]);
    await store.putSummary(summarize(experiment));
    expect(await keysOf(read)).toEqual([]);
    now = HOUR;
    expect(await keysOf(read)).toEqual([experiment.key]);
  });

  it('forgets an outcome that was undone', async () => {
    const read = known();
    const line = pastLineOf(experiment);
    if (line === null) throw new Error('it has an outcome');
    await store.putPast(line);
    expect(await keysOf(read)).toHaveLength(1);
    await store.putPast({ ...line, version: line.version + 1, past: null });
    expect(await keysOf(read)).toEqual([]);
  });
});
