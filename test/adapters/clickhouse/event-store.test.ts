import { createClient } from '@clickhouse/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClickHouseEvents } from '#adapters/clickhouse/event-store.ts';
import { createGathering } from '#adapters/clickhouse/gather-rows.ts';
import type { EventStore } from '#ports/event-store.ts';
import { rowKeyName } from '#shared/row-hashes.ts';
import { describeEventStore, exposureRow, observationRow } from '#test/contracts/describe-event-store.ts';
import {
  type ClickHouseServer,
  findChdb,
  startClickHouse,
} from '#tools/metrics-cases/warehouses/clickhouse-server.ts';

const python = findChdb();

describe.skipIf(python === null)('on a ClickHouse engine', () => {
  let server: ClickHouseServer;
  let store: EventStore;
  beforeAll(async () => {
    server = await startClickHouse(python ?? '');
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(() => {
    store = createClickHouseEvents(server.url);
  });
  afterEach(async () => {
    await store.close();
    await ask('DROP DATABASE IF EXISTS co_pilot');
  });

  async function ask(query: string): Promise<readonly object[]> {
    const client = createClient({ url: server.url });
    try {
      if (!query.startsWith('SELECT')) {
        await client.command({ query });
        return [];
      }
      return await (await client.query({ query, format: 'JSONEachRow' })).json<object>();
    } finally {
      await client.close();
    }
  }

  describeEventStore(() => ({
    store,
    connect: async () => createClickHouseEvents(server.url),
    rows: (table) => ask(`SELECT * FROM co_pilot.${table}`),
  }));

  it('counts the first of two rows that two processes recorded at the same moment', async () => {
    await store.recordExposures([exposureRow(1)]);
    await ask(
      `INSERT INTO co_pilot.exposure_rows SELECT hour, hash, unit, at, flag, 'later', properties, rank - 1 FROM co_pilot.exposure_rows`,
    );
    expect(await ask('SELECT variant FROM co_pilot.exposures')).toEqual([{ variant: 'treatment' }]);
    expect(await store.forget(1n)).toEqual({ exposures: 1, observations: 0 });
    expect(await ask('SELECT count() AS rows FROM co_pilot.exposure_rows')).toEqual([{ rows: 0 }]);
  });

  it('looks for the keys of a batch in few rows, however many there are', async () => {
    // Spread over all numbers of 64 bits, as hashes are.
    const key = (index: number) => ({
      ...{ hour: 496_000, hash: BigInt.asIntN(64, BigInt(index) * 0x9e3779b97f4a7c15n) },
    });
    const row = (index: number) => observationRow(index, { key: key(index) });
    await store.recordObservations(Array.from({ length: 20_000 }, (_, index) => row(index)));
    const before = await rowsRead();
    expect(await store.recordObservations([row(11_111), row(20_000)])).toEqual([false, true]);
    expect((await rowsRead()) - before).toBeLessThan(4_000);
  });

  async function rowsRead(): Promise<number> {
    const [found] = await ask("SELECT value FROM system.events WHERE event = 'SelectedRows'");
    return Number((found as { readonly value: string }).value);
  }
});

it('says that a server does not answer', async () => {
  const nowhere = createClickHouseEvents('http://127.0.0.1:1/default');
  await expect(nowhere.recordExposures([exposureRow(1)])).rejects.toMatchObject({
    code: 'store.unreachable',
  });
  await nowhere.close();
});

describe('gathering', () => {
  it('makes one insert of all that comes meanwhile, and answers each call for its own rows', async () => {
    const inserts: number[] = [];
    const known = new Set<string>();
    const gather = createGathering(async (rows) => {
      inserts.push(rows.length);
      await new Promise((resolve) => setImmediate(resolve));
      const fresh = rows.map(({ key }) => rowKeyName(key)).filter((name) => !known.has(name));
      for (const name of fresh) known.add(name);
      return new Set(fresh);
    });
    const calls = [[1, 2], [2, 3], [3], [4, 1]].map((ids) => gather(ids.map((id) => exposureRow(id))));
    const answers = await Promise.all(calls);
    expect(answers).toEqual([[true, true], [false, true], [false], [true, false]]);
    expect(inserts).toEqual([2, 4]);
  });

  it('refuses all calls of an insert that failed, and goes on with the next', async () => {
    let fails = true;
    const gather = createGathering(async (rows) => {
      if (fails) throw new Error('the disk is full');
      return new Set(rows.map(({ key }) => rowKeyName(key)));
    });
    await expect(gather([exposureRow(1)])).rejects.toThrow('the disk is full');
    fails = false;
    expect(await gather([exposureRow(1)])).toEqual([true]);
  });
});
