import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { warehouseChecks } from '#adapters/warehouse/checks.ts';
import { dialectOf, isAddress } from '#adapters/warehouse/engine-of.ts';
import { warehouse } from '#adapters/warehouse/vendor.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { startDatabricks, TOKEN, WAREHOUSE } from '#sandbox/stand-ins/databricks/start-databricks.ts';
import { always } from '#sandbox/stand-ins/warehouses/backing.ts';
import { makeKeyPair } from '#sandbox/stand-ins/warehouses/verify-token.ts';
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
    'redshift://bot:secret@acme.redshift.amazonaws.com:5439/dev',
    'postgresql:///shop?host=/run/postgresql',
    'postgresql://bot:100%@db/shop',
    'postgresql://bot@db/shop?sslcert=/nonexistent/bot.crt',
  ])('is meant by %s', (url) => {
    expect(warehouse.read({ WAREHOUSE_URL: url })).toEqual({
      kind: 'ok',
      value: { url, seconds: 120, bytes: null, memory: '1GB', key: null },
    });
  });

  it.each([
    'events.sqlite',
    'mysql://db/shop',
    'sqlite:',
    'postgresql:',
    'bigquery://user:secret@acme-shop/analytics',
    'snowflake://acme-shop.snowflakecomputing.com/SHOP',
    'snowflake://bot:secret@acme-shop.snowflakecomputing.com/SHOP',
    'snowflake://bot@acme-shop.snowflakecomputing.com/SHOP?passcode=1',
    'databricks://token:secret@dbc-1.cloud.databricks.com/4a5b6c7d',
    'snowflake://%E0%A4%A@acme-shop.snowflakecomputing.com/SHOP',
    'databricks://dbc-1.cloud.databricks.com/',
    'databricks://dbc-1.cloud.databricks.com/%FF',
    'bigquery://%FF/analytics',
    ...['postgres', 'postgresql', 'redshift', 'clickhouse', 'clickhouse+http'].flatMap((scheme) => [
      `${scheme}://%FF@db/shop`,
      `${scheme}://bot:%E0%A4@db/shop`,
      `${scheme}://bot@%FF/shop`,
      `${scheme}://bot@db/shop?port=none`,
    ]),
    'postgresql://bot@db/%FF',
    'redshift:///shop',
    'clickhouse://bot@db/shop?secret=1',
    'constructor://db/shop',
    'toString://db',
    'valueOf:db',
    '__proto__:db',
    '__proto__://db/shop',
    '',
  ])('is not meant by %j, which is not repeated', (url) => {
    const read = warehouse.read({ WAREHOUSE_URL: url });
    expect(read).toMatchObject({ kind: 'refused' });
    if (read.kind === 'refused' && url !== '') expect(read.problem.join()).not.toContain(`${url} `);
  });

  it.each([
    ['bigquery://acme-shop/analytics?location=EU', 'a service account'],
    ['bigquery://acme-shop', 'a service account'],
    ['snowflake://bot@acme-shop.snowflakecomputing.com/SHOP/ANALYTICS?warehouse=WH', 'private RSA key'],
    ['databricks://dbc-1.cloud.databricks.com/4a5b6c7d8e9f0a1b?catalog=main', 'access token'],
  ])('needs a key for %s, and never repeats it', (url, advice) => {
    for (const WAREHOUSE_KEY of [undefined, 'SECRET', '/nonexistent/SECRET.json']) {
      const read = warehouse.read({ WAREHOUSE_URL: url, ...(WAREHOUSE_KEY && { WAREHOUSE_KEY }) });
      expect(read).toMatchObject({ kind: 'refused', problem: [expect.stringContaining(advice)] });
      expect(JSON.stringify(read)).not.toContain('SECRET');
    }
  });

  it.each([
    ['sqlite:data/events.sqlite', 'sqlite'],
    ['redshift://bot:secret@acme.redshift.amazonaws.com:5439/dev', 'redshift'],
    ['bigquery://acme-shop/other-project.analytics', 'bigquery'],
    ['snowflake://bot@acme-shop.snowflakecomputing.com/SHOP?account=ACME_SHOP', 'snowflake'],
    ['databricks://dbc-1.cloud.databricks.com/4a5b6c7d8e9f0a1b', 'databricks'],
  ])('speaks at %s as %s, without a key', (url, dialect) => {
    expect(isAddress(url)).toBe(true);
    expect(dialectOf(url)).toBe(dialect);
  });

  it('takes a key as it is, with lines parted by \\n, or as the path of a file', async () => {
    const { pem } = makeKeyPair();
    const file = join(mkdtempSync(join(tmpdir(), 'co-pilot-key-')), 'rsa_key.p8');
    writeFileSync(file, pem);
    const url = 'snowflake://bot@acme-shop.snowflakecomputing.com/SHOP';
    for (const key of [pem, pem.replaceAll('\n', '\\n'), file])
      expect(warehouse.read({ WAREHOUSE_URL: url, WAREHOUSE_KEY: key })).toMatchObject({ kind: 'ok' });
    rmSync(dirname(file), { recursive: true });
  });

  it('asks a stand-in for Databricks by its address, with the key', async () => {
    const standIn = await startDatabricks(
      always({ columns: [{ name: 'event', kind: 'integer' }], rows: [['1']] }),
    );
    const read = warehouse.read({
      WAREHOUSE_URL: `databricks://dbc-1.cloud.databricks.com/${WAREHOUSE}`,
      WAREHOUSE_KEY: TOKEN,
    });
    if (read.kind === 'refused') throw new Error(read.problem.join());
    const { ports, probe } = warehouse.connect(read.value, {
      ...{ clock: { now: () => 0 }, log: silentLogger, store: null as never },
      ...{ roles: () => ({ approvers: [], admins: [] }), repositories: () => [] },
      warehouse: () => TABLES,
      fetch: (url, init) =>
        fetch(String(url).replace('https://dbc-1.cloud.databricks.com', standIn.url), init),
    });
    await probe();
    expect(await ports.metrics.exposureEvents({ from: 0, until: 1 })).toEqual(['$feature_flag_called']);
    await standIn.close();
  });

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
