import { describe, expect, it } from 'vitest';
import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { ownFlags } from '#adapters/own-flags/vendor.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { silentLogger } from '#shared/logger.ts';

describe('the settings of own flags', () => {
  it.each([
    [{}, { host: '127.0.0.1', port: 3002, pages: 'http://127.0.0.1:3002/flags/v1/flags' }],
    [
      { FLAGS_HOST: '::1', FLAGS_PORT: '4000' },
      { host: '::1', port: 4000, pages: 'http://[::1]:4000/flags/v1/flags' },
    ],
    [
      { FLAGS_HOST: '0.0.0.0', FLAGS_URL: 'https://flags.acme.com/' },
      { host: '0.0.0.0', port: 3002, pages: 'https://flags.acme.com/flags/v1/flags' },
    ],
    [
      { DESK_URL: 'https://desk.acme.com', FLAGS_URL: 'https://flags.acme.com' },
      { host: '127.0.0.1', port: 3002, pages: 'https://desk.acme.com/desk/experiments' },
    ],
  ])('of %j are %j', (set, value) => {
    expect(ownFlags.read(set)).toEqual({ kind: 'ok', value });
  });
  it.each([
    [{ FLAGS_PORT: '70000' }, /^FLAGS_PORT: must be a port/],
    [{ FLAGS_URL: 'flags.acme.com' }, /^FLAGS_URL: must be the address/],
    [{ FLAGS_URL: 'ftp://flags.acme.com' }, /^FLAGS_URL: must be the address/],
    [{ FLAGS_HOST: '0.0.0.0' }, /^FLAGS_URL is not set: FLAGS_HOST lets other machines/],
  ])('refuse %j', (set, problem) => {
    const read = ownFlags.read(set);
    expect(read).toMatchObject({ kind: 'refused', problem: [expect.stringMatching(problem)] });
  });
  it('say that no application has a key, until one has', async () => {
    const store = await openSqliteStore(':memory:');
    const nobody = { approvers: [], admins: [] };
    const connected = ownFlags.connect(
      { host: '127.0.0.1', port: 0, pages: 'http://127.0.0.1:1' },
      {
        ...{ clock: { now: () => 0 }, log: silentLogger, store },
        ...{ roles: () => nobody, repositories: () => [] },
      },
    );
    const [flags, key] = connected.checks();
    await flags?.ask();
    await expect(key?.ask()).rejects.toMatchObject({ code: 'own-flags.no-key' });
    expect(key?.isNeeded).toBe(false);
    await makeFlagKey(store, { name: 'shop', environment: PRODUCTION, madeAt: 0 });
    await key?.ask();
    await store.close();
  });
});
