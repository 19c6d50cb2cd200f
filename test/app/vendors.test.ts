import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { connectVendors, readVendors, VENDORS } from '#app/vendors.ts';
import type { PortName } from '#ports/ports.ts';
import { silentLogger } from '#shared/logger.ts';

const SET = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  GITHUB_TOKEN: 'token',
  OPENAI_API_KEY: 'key',
  POSTHOG_HOST: 'https://eu.posthog.com',
  POSTHOG_PROJECT_ID: '42',
  POSTHOG_PERSONAL_API_KEY: 'phx_1',
};

const NOW = Date.UTC(2034, 0, 1);
const NOBODY = { approvers: [], admins: [] };
/** A vendor whose limit is used up for another minute. */
const limited: typeof fetch = async () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1_000 + 60) };
  return Response.json({}, { status: 403, headers });
};

describe('the vendors', () => {
  it('lets the warehouse go before PostHog for figures alone', async () => {
    const read = readVendors({ ...SET, WAREHOUSE_URL: 'sqlite:events.sqlite' });
    if (read.kind === 'refused') throw new Error(read.problem.join());
    const store = await openSqliteStore(':memory:');
    const ground = { clock: { now: () => NOW }, log: silentLogger, store };
    const { ports, vendorOf } = connectVendors(read.value, {
      ...ground,
      roles: () => NOBODY,
      repositories: () => [],
    });
    expect([ports.metrics.name, vendorOf('metrics')]).toEqual(['SQLite', 'warehouse']);
    expect([ports.flags.name, vendorOf('flags'), vendorOf('events')]).toEqual([
      'PostHog',
      'posthog',
      'posthog',
    ]);
    await store.close();
  });

  it('are every folder of the adapters with a descriptor', () => {
    const folders = readdirSync(new URL('../../src/adapters', import.meta.url), { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('/vendor.ts'))
      .map((path) => path.replace('/vendor.ts', ''));
    expect(Object.keys(VENDORS).sort()).toEqual(folders.sort());
  });

  it('fill every port, each of which has a circuit and a probe of its vendor', async () => {
    const read = readVendors(SET);
    if (read.kind === 'refused') throw new Error(read.problem.join());
    const store = await openSqliteStore(':memory:');
    const ground = {
      clock: { now: () => NOW },
      log: silentLogger,
      store,
      roles: () => NOBODY,
      repositories: () => [],
      fetch: limited,
    };
    const { ports, probes, vendorOf } = connectVendors(read.value, ground);
    const of = {
      ...{
        chat: 'slack',
        people: 'slack',
        codeHost: 'github',
        codeNotices: 'github',
        codeReview: 'github',
        model: 'model',
        embeddings: 'model',
      },
      ...{
        flags: 'posthog',
        metrics: 'posthog',
        events: 'posthog',
        analytics: 'posthog',
        annotations: 'posthog',
      },
    } as const satisfies Record<PortName, string>;
    expect(Object.fromEntries(Object.keys(ports).map((port) => [port, vendorOf(port as PortName)]))).toEqual(
      of,
    );
    expect(Object.keys(probes).sort()).toEqual([...new Set(Object.values(of))].sort());
    // By the bot's clock, which in the sandbox is years ahead of the machine's.
    await expect(ports.codeHost.pin('acme/shop')).rejects.toMatchObject({
      ...{ code: 'github.rate-limited', retryAfterMs: 60_000 },
    });
    await store.close();
  });
});
