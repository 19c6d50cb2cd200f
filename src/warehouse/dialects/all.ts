import type { DialectName } from '#ports/sql-engine.ts';
import type { SqlDialect } from '../dialect.ts';
import { CLICKHOUSE } from './clickhouse.ts';
import { DUCKDB } from './duckdb.ts';
import { POSTGRES } from './postgres.ts';
import { SQLITE } from './sqlite.ts';

/** Every dialect that statements are written in. */
export const DIALECTS = {
  sqlite: SQLITE,
  duckdb: DUCKDB,
  postgres: POSTGRES,
  clickhouse: CLICKHOUSE,
} as const satisfies Record<DialectName, SqlDialect>;
