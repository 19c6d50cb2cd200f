import { describe, expect, it } from 'vitest';
import { warehouseChecks } from '#adapters/warehouse/checks.ts';
import { warehouse } from '#adapters/warehouse/vendor.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { silentLogger } from '#shared/logger.ts';
import { makeSqlite } from '#test/warehouse/databases.ts';

const TABLES: WarehouseTables = {
  exposures: {
    table: 'met',
    unit: 'who',
    time: { column: 'at', form: 'text' },
    experiment: 'flag',
    variant: 'arm',
    properties: 'properties',
  },
  facts: [
    {
      table: 'orders',
      unit: 'who',
      time: { column: 'at', form: 'text' },
      event: { name: 'order' },
      id: 'order_id',
    },
  ],
};

/** What each check says: nothing if all is well. */
async function findings(statements: readonly string[], tables?: WarehouseTables) {
  const { engine, stop } = await makeSqlite(statements);
  const found: string[] = [];
  for (const { what, ask } of warehouseChecks(engine, tables))
    found.push(
      await ask().then(
        () => `${what}: fine`,
        (fault: Error) => `${what}: ${fault.message}`,
      ),
    );
  await stop();
  return found;
}

describe('the warehouse', () => {
  it.each([
    'sqlite:data/events.sqlite',
    'duckdb:///srv/events.duckdb',
    'postgresql://bot:secret@db:5432/shop',
    'clickhouse://bot:secret@db:8443/shop',
    'clickhouse+http://db:8123',
  ])('is meant by %s', (url) => {
    expect(warehouse.read({ WAREHOUSE_URL: url })).toEqual({
      kind: 'ok',
      value: { url, seconds: 120, bytes: null, memory: '1GB' },
    });
  });

  it.each(['events.sqlite', 'mysql://db/shop', 'sqlite:', 'postgresql:', ''])(
    'is not meant by %j, which is not repeated',
    (url) => {
      const read = warehouse.read({ WAREHOUSE_URL: url });
      expect(read).toMatchObject({ kind: 'refused' });
      if (read.kind === 'refused' && url !== '') expect(read.problem.join()).not.toContain(`${url} `);
    },
  );

  it('is described by tables that a start looks at', async () => {
    const met = 'CREATE TABLE met (who TEXT, at TEXT, properties TEXT)';
    expect(await findings([met, 'CREATE TABLE orders (who TEXT, at TEXT, order_id TEXT)'], TABLES)).toEqual([
      'met: fine',
      'orders: fine',
    ]);
    expect(await findings([met], TABLES)).toEqual([
      'met: fine',
      'orders: The warehouse has no table orders. Correct `warehouse` in the settings.',
    ]);
    expect(await findings([met, 'CREATE TABLE orders (who TEXT, at TEXT)'], TABLES)).toEqual([
      'met: fine',
      expect.stringContaining('order_id'),
    ]);
    expect(await findings([met])).toEqual([expect.stringContaining('the settings describe no tables')]);
  });

  it('refuses a look without a description', async () => {
    const read = warehouse.read({ WAREHOUSE_URL: 'sqlite:nowhere.sqlite' });
    if (read.kind === 'refused') throw new Error(read.problem.join());
    const { ports } = warehouse.connect(read.value, {
      ...{ clock: { now: () => 0 }, log: silentLogger, store: null as never },
      ...{ roles: () => ({ approvers: [], admins: [] }), repositories: () => [] },
    });
    await expect(ports.metrics.exposureEvents({ from: 0, until: 1 })).rejects.toMatchObject({
      code: 'warehouse.undescribed',
    });
  });
});
