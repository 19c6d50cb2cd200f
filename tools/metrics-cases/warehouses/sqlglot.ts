import { fileURLToPath } from 'node:url';
import type { DialectName, SqlEngine, SqlStatement } from '#ports/sql-engine.ts';
import { pythonWith } from '#tools/python.ts';
import { type SpawnedServer, spawnServer } from '#tools/spawn-server.ts';
import type { LoadWarehouse } from './case-table.ts';
import { loadDuckDb } from './duckdb.ts';

/** The first Python that has sqlglot; null if none has. `PYTHON` names one to try first. */
export function findSqlglot(): string | null {
  return pythonWith('sqlglot');
}

/** Why there is no sqlglot, for people. */
export const NO_SQLGLOT = 'skipped: no Python with sqlglot was found (PYTHON names one)';

/**
 * Tables in DuckDB, asked in the SQL of a database that cannot run here: sqlglot parses each statement as that database's and writes
 * it for DuckDB. Its sessions are in UTC, as those of the product's engines are.
 */
export function loadTurned(python: string, dialect: DialectName): LoadWarehouse {
  return async (tables) => {
    const server = await startSqlglot(python);
    const duck = await loadDuckDb(tables);
    return {
      connect: async () => turning(await duck.connect('UTC'), dialect, server.origin),
      stop: async () => {
        await duck.stop();
        await server.stop();
      },
    };
  };
}

export function startSqlglot(python: string): Promise<SpawnedServer> {
  return spawnServer(python, [fileURLToPath(new URL('sqlglot-server.py', import.meta.url))]);
}

/** A DuckDB that is asked in the SQL of another database, which the server at `origin` turns. */
export function turning(duck: SqlEngine, dialect: DialectName, origin: string): SqlEngine {
  return {
    name: `${dialect} by sqlglot and DuckDB`,
    dialect,
    query: async (statement, limits) => {
      const text = await turn(origin, dialect, statement);
      return duck.query({ name: statement.name, text, parameters: [] }, limits);
    },
    close: duck.close,
  };
}

/** The statement for DuckDB. Rejects if sqlglot does not take it. */
async function turn(
  origin: string,
  dialect: DialectName,
  { text, parameters }: SqlStatement,
): Promise<string> {
  const answer = await fetch(origin, {
    method: 'POST',
    body: JSON.stringify({ dialect, text, parameters }),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`sqlglot refuses the statement: ${said}`);
  return said;
}
