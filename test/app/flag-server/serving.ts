import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createFlagServer } from '#app/flag-server/flag-server.ts';
import type { FlagSetting } from '#ports/flags.ts';
import type { Store } from '#ports/store.ts';
import { type Logger, silentLogger } from '#shared/logger.ts';

/** On for every unit, half and half. */
export const HALVES: FlagSetting = { active: true, rollout: 1, allocation: { control: 0.5, treatment: 0.5 } };

/** A flag server over a store in memory, with keys of two environments. */
export async function startServing(log: Logger = silentLogger, given: Store | null = null) {
  const store = given ?? (await openSqliteStore(':memory:'));
  const server = createFlagServer({ host: '127.0.0.1', port: 0 }, { store, log });
  await server.start();
  const madeAt = 0;
  const key = (await makeFlagKey(server.store, { name: 'shop', environment: PRODUCTION, madeAt })) ?? '';
  const preview =
    (await makeFlagKey(server.store, { name: 'staging', environment: 'staging', madeAt })) ?? '';
  const base = `http://127.0.0.1:${server.port()}`;
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ...{ store, server, base, key, preview, post },
    flags: createOwnFlags(server.store, `${base}/flags/v1/flags`),
    ledger: createFlagLedger(server.store),
    get: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${base}${path}`, { headers: { 'x-api-key': key, ...headers } }),
    stop: async () => {
      await server.stop();
      if (given === null) await store.close();
    },
  };
}

/** Makes a flag and brings it to a setting. */
export async function launchFlag(
  flags: Awaited<ReturnType<typeof startServing>>['flags'],
  key: string,
  setting: FlagSetting = HALVES,
): Promise<void> {
  await flags.ensure(key, `Experiment ${key}`, { ...setting, active: false, rollout: 0 });
  await flags.set(key, setting, null);
}
