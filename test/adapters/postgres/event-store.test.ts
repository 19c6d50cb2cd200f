import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPostgresEvents } from '#adapters/postgres/event-store.ts';
import type { EventStore } from '#ports/event-store.ts';
import { describeEventStore, exposureRow } from '#test/contracts/describe-event-store.ts';
import { startPglite } from '#tools/metrics-cases/warehouses/pglite.ts';
import type { PostgresServer } from '#tools/metrics-cases/warehouses/postgres-server.ts';

let server: PostgresServer;
let store: EventStore;
beforeAll(async () => {
  server = await startPglite();
}, 60_000);
afterAll(() => server.stop());
beforeEach(() => {
  store = createPostgresEvents(server.url);
});
afterEach(async () => {
  await store.close();
  await ask('DROP SCHEMA IF EXISTS co_pilot CASCADE');
});

async function ask(text: string): Promise<readonly object[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describeEventStore(() => ({
  store,
  connect: async () => createPostgresEvents(server.url),
  rows: (table) => ask(`SELECT * FROM co_pilot.${table}`),
}));

it('says that a server does not answer, or has no such database', async () => {
  const nowhere = createPostgresEvents('postgresql://postgres@127.0.0.1:1/postgres');
  await expect(nowhere.recordExposures([exposureRow(1)])).rejects.toMatchObject({
    code: 'store.unreachable',
  });
  await nowhere.close();
});
