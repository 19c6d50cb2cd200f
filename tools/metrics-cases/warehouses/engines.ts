import type { LoadWarehouse } from './case-table.ts';
import { loadClickHouse } from './clickhouse.ts';
import { findChdb, NO_CHDB } from './clickhouse-server.ts';
import { loadDuckDb } from './duckdb.ts';
import { startPglite } from './pglite.ts';
import { loadPostgres } from './postgres.ts';
import { findPostgres, startPostgres } from './postgres-server.ts';
import { findSqlglot, loadTurned, NO_SQLGLOT } from './sqlglot.ts';
import { loadSqlite } from './sqlite.ts';

/** The databases that cases are asked of. */
export const CASE_ENGINES = [
  'sqlite',
  'duckdb',
  'postgres',
  'clickhouse',
  'redshift',
  'bigquery',
  'snowflake',
  'databricks',
] as const;

export type CaseEngine = (typeof CASE_ENGINES)[number];

/** How to fill a database, and what it is. */
export interface FoundEngine {
  readonly what: string;
  readonly load: LoadWarehouse;
  /** Whether it is another database that answers, because its own cannot run here. */
  readonly isTurned?: true;
}

/** The database of this name on this machine; why there is none, in a sentence. */
export function findEngine(name: CaseEngine): FoundEngine | string {
  switch (name) {
    case 'sqlite':
      return { what: 'SQLite of Node', load: loadSqlite };
    case 'duckdb':
      return { what: 'DuckDB of npm', load: loadDuckDb };
    case 'postgres': {
      const programs = findPostgres();
      return programs === null
        ? { what: 'PGlite, because this machine has no PostgreSQL', load: loadPostgres(startPglite) }
        : { what: `PostgreSQL of ${programs}`, load: loadPostgres(() => startPostgres(programs)) };
    }
    case 'clickhouse': {
      const python = findChdb();
      return python === null
        ? NO_CHDB
        : { what: 'ClickHouse of chdb, behind HTTP', load: loadClickHouse(python) };
    }
    case 'redshift':
    case 'bigquery':
    case 'snowflake':
    case 'databricks': {
      const python = findSqlglot();
      return python === null
        ? NO_SQLGLOT
        : {
            what: `SQL of ${name}, turned into DuckDB's by sqlglot`,
            load: loadTurned(python, name),
            isTurned: true,
          };
    }
  }
}
