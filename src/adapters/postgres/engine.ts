import type { ClientBase } from 'pg';
import type { SqlAnswer, SqlEngine, SqlLimits, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows } from '#ports/sql-faults.ts';
import { openConnections } from './connections.ts';
import { postgresFault } from './faults.ts';

/** Which server is asked. */
export interface PostgresOptions {
  /** `postgresql://user:password@host:5432/database`, with `sslmode=verify-full` if the network is not trusted. */
  readonly url: string;
  /** The zone of sessions. Figures do not depend on it. */
  readonly timezone?: string;
}

/** Looks come one after another, and the start asks a few things at once. */
const MOST_CONNECTIONS = 2;

/** A PostgreSQL database as a warehouse: every statement in a transaction that can only read, with a time of its own. */
export function createPostgresEngine({ url, timezone = 'UTC' }: PostgresOptions): SqlEngine {
  const connections = openConnections(url, MOST_CONNECTIONS);
  return {
    name: 'PostgreSQL',
    dialect: 'postgres',
    query: (statement, limits) =>
      connections.within(
        (client) => read(client, statement, limits, timezone),
        (thrown) => postgresFault(thrown, limits.seconds),
      ),
    close: connections.close,
  };
}

async function read(
  client: ClientBase,
  { text, parameters }: SqlStatement,
  { seconds, rows: most }: SqlLimits,
  timezone: string,
): Promise<SqlAnswer> {
  await client.query('BEGIN TRANSACTION READ ONLY');
  // Of the transaction alone, so that a pooler between may give the connection to others.
  await client.query("SELECT set_config('statement_timeout', $1, true), set_config('TimeZone', $2, true)", [
    String(seconds * 1_000),
    timezone,
  ]);
  const values = parameters.map(({ value }) => String(value));
  const { rows } = await client.query<Record<string, unknown>>(text, values);
  await client.query('COMMIT');
  if (rows.length > most) throw tooManyRows(most);
  return { rows, bytes: null };
}
