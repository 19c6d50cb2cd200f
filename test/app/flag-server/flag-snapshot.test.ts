import { expect, it } from 'vitest';
import { makeFlagKey, PRODUCTION, revokeFlagKey } from '#adapters/own-flags/flag-keys.ts';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createFlagSnapshot } from '#app/flag-server/flag-snapshot.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import { silentLogger } from '#shared/logger.ts';
import { HALVES, launchFlag } from './serving.ts';

/** Resolves after so many turns of the queue of promises. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await null;
}

it.each(Array.from({ length: 12 }, (_, turn) => turn))(
  'holds what was written before it was asked to read, %i turns before another reading ends',
  async (count) => {
    const store = await openSqliteStore(':memory:');
    const flags = createOwnFlags(store, 'http://127.0.0.1');
    await launchFlag(flags, 'copy', HALVES);
    let isOpen = false;
    let asked: Promise<void> = Promise.resolve();
    const read: FlagStore = {
      ...store,
      flagPartVersion: async (id) => {
        const version = await store.flagPartVersion(id);
        if (id === 'flags' || !isOpen) return version;
        isOpen = false;
        // The reading under way has looked at the flags already.
        await createFlagLedger(store).change('copy', (flag) => flag && { ...flag, name: 'Newer' });
        asked = turns(count).then(() => snapshot.refresh());
        return version;
      },
    };
    const snapshot = createFlagSnapshot(read, silentLogger);
    await snapshot.refresh();
    isOpen = true;
    await snapshot.refresh();
    await asked;
    expect(snapshot.served('production').flag('copy')?.name).toBe('Newer');
    await store.close();
  },
);

it('answers a reading although another is asked for during each, as by a timer over a slow store', async () => {
  const store = await openSqliteStore(':memory:');
  let readings = 0;
  const slow: FlagStore = {
    ...store,
    flagPartVersion: async (id) => {
      if (id === 'flags') readings += 1;
      if (readings < 50) void snapshot.refresh();
      return store.flagPartVersion(id);
    },
  };
  const snapshot = createFlagSnapshot(slow, silentLogger);
  await snapshot.refresh();
  expect(readings).toBeLessThan(4);
  await store.close();
});

it('takes a key back although the flags cannot be read', async () => {
  const store = await openSqliteStore(':memory:');
  await launchFlag(createOwnFlags(store, 'http://127.0.0.1'), 'copy', HALVES);
  const key = await makeFlagKey(store, { name: 'shop', environment: PRODUCTION, madeAt: 0 });
  const snapshot = createFlagSnapshot(store, silentLogger);
  await snapshot.refresh();
  expect(snapshot.environmentOf(key ?? '')).toBe(PRODUCTION);
  const version = (await store.flagPartVersion('flags')) + 1;
  await store.putFlagPart({ id: 'flags', version, body: '{' });
  await revokeFlagKey(store, 'shop');
  await snapshot.refresh();
  expect(snapshot.environmentOf(key ?? '')).toBeNull();
  expect(snapshot.served(PRODUCTION).flag('copy')).toBeDefined();
  await store.close();
});
