import type { DialectName } from '#ports/sql-engine.ts';
import type { SqlDialect } from '../dialect.ts';
import { BIGQUERY } from './bigquery.ts';
import { CLICKHOUSE } from './clickhouse.ts';
import { DATABRICKS } from './databricks.ts';
import { DUCKDB } from './duckdb.ts';
import { POSTGRES } from './postgres.ts';
import { REDSHIFT } from './redshift.ts';
import { SNOWFLAKE } from './snowflake.ts';
import { SQLITE } from './sqlite.ts';

/** Every dialect that statements are written in. */
export const DIALECTS = {
  sqlite: SQLITE,
  duckdb: DUCKDB,
  postgres: POSTGRES,
  clickhouse: CLICKHOUSE,
  redshift: REDSHIFT,
  bigquery: BIGQUERY,
  snowflake: SNOWFLAKE,
  databricks: DATABRICKS,
} as const satisfies Record<DialectName, SqlDialect>;
