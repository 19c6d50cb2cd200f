import { createBigQueryEngine } from '#adapters/bigquery/engine.ts';
import { readServiceAccountKey } from '#adapters/bigquery/key.ts';
import { createDatabricksEngine } from '#adapters/databricks/engine.ts';
import { createSnowflakeEngine } from '#adapters/snowflake/engine.ts';
import { rsaKeyOf } from '#adapters/sql-http/read-key.ts';
import type { SqlEngine } from '#ports/sql-engine.ts';
import { type BigQueryStandIn, PROJECT, startBigQuery } from '#sandbox/stand-ins/bigquery/start-bigquery.ts';
import { startDatabricks, TOKEN, WAREHOUSE } from '#sandbox/stand-ins/databricks/start-databricks.ts';
import type { Wire } from '#sandbox/stand-ins/http/wire.ts';
import {
  HOST,
  type SnowflakeStandIn,
  startSnowflake,
  USER,
} from '#sandbox/stand-ins/snowflake/start-snowflake.ts';
import type { Backing } from '#sandbox/stand-ins/warehouses/backing.ts';
import type { Clock } from '#shared/clock.ts';

/** An engine over the stand-in of its vendor. */
export interface Remote {
  readonly engine: SqlEngine;
  readonly wire: Wire;
  readonly cancelled: readonly string[];
  readonly holdBack: (questions: number) => void;
  readonly pageBy: (rows: number) => void;
}

/** Times that a test can wait for. */
const QUICK = { pollMs: 1, graceMs: 5_000 };
/** Those of a test that waits until the time is over. */
export const HASTY = { pollMs: 1, graceMs: 300 };

export function bigQueryEngine(
  standIn: BigQueryStandIn,
  more: Partial<Parameters<typeof createBigQueryEngine>[0]> = {},
) {
  const account = readServiceAccountKey(standIn.keyFile);
  if (account === null) throw new Error('the stand-in has no key');
  const dataset = { projectId: PROJECT, datasetId: 'analytics' };
  return createBigQueryEngine({
    ...{ project: PROJECT, dataset, location: null, account, origin: standIn.url },
    ...QUICK,
    ...more,
  });
}

export function snowflakeEngine(
  standIn: SnowflakeStandIn,
  more: Partial<Parameters<typeof createSnowflakeEngine>[0]> = {},
) {
  const key = rsaKeyOf(standIn.key);
  if (key === null) throw new Error('the stand-in has no key');
  return createSnowflakeEngine({
    ...{
      host: HOST,
      account: 'acme-shop',
      user: USER,
      database: 'SHOP',
      schema: 'ANALYTICS',
      warehouse: 'WH',
      role: 'READER',
    },
    ...{ key, origin: standIn.url },
    ...QUICK,
    ...more,
  });
}

export function databricksEngine(
  standIn: Wire,
  more: Partial<Parameters<typeof createDatabricksEngine>[0]> = {},
) {
  return createDatabricksEngine({
    ...{ host: 'dbc-1.cloud.databricks.com', warehouseId: WAREHOUSE, catalog: 'main', schema: 'shop' },
    ...{ token: TOKEN, origin: standIn.url },
    ...QUICK,
    ...more,
  });
}

type Start = (backing: Backing, times?: typeof HASTY) => Promise<Remote>;

/** Every vendor that is asked over HTTP, by its name. */
export const REMOTES: readonly (readonly [string, Start])[] = [
  [
    'BigQuery',
    async (backing, times) => {
      const standIn = await startBigQuery(backing);
      const { cancelled, setHeldBack, setPageSize } = standIn;
      const engine = bigQueryEngine(standIn, times);
      return { engine, wire: standIn, cancelled, holdBack: setHeldBack, pageBy: setPageSize };
    },
  ],
  [
    'Snowflake',
    async (backing, times) => {
      const standIn = await startSnowflake(backing);
      const { cancelled, setHeldBack, setPartitionSize } = standIn;
      const engine = snowflakeEngine(standIn, times);
      return { engine, wire: standIn, cancelled, holdBack: setHeldBack, pageBy: setPartitionSize };
    },
  ],
  [
    'Databricks',
    async (backing, times) => {
      const standIn = await startDatabricks(backing);
      const { cancelled, setHeldBack, setChunkSize } = standIn;
      const engine = databricksEngine(standIn, times);
      return { engine, wire: standIn, cancelled, holdBack: setHeldBack, pageBy: setChunkSize };
    },
  ],
];

/** A clock that a test sets. */
export function handClock(at: number): Clock & { at: number } {
  return {
    at,
    now() {
      return this.at;
    },
  };
}
