import type { ClientBase } from 'pg';
import type { DialectName, SqlAnswer, SqlEngine, SqlLimits, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows } from '#ports/sql-faults.ts';
import { openConnections } from './connections.ts';
import { type PostgresProduct, postgresFault } from './faults.ts';

/** Which server is asked. */
export interface PostgresOptions {
  /** `postgresql://user:password@host:5432/database`, with `sslmode=verify-full` if the network is not trusted. */
  readonly url: string;
  /** The zone of sessions. Figures do not depend on it. */
  readonly timezone?: string;
}

/** Looks come one after another, and the start asks a few things at once. */
const MOST_CONNECTIONS = 2;

/** What servers of one product are asked before a statement, and whether they are paid for while they work. */
interface Product {
  readonly name: PostgresProduct;
  readonly dialect: DialectName;
  readonly prepare: (client: ClientBase, limits: SqlLimits) => Promise<unknown>;
  readonly isPaidByWork: boolean;
}

/** A PostgreSQL database as a warehouse: every statement in a transaction that can only read, with a time of its own. */
export function createPostgresEngine({ url, timezone = 'UTC' }: PostgresOptions): SqlEngine {
  const product: Product = {
    name: 'PostgreSQL',
    dialect: 'postgres',
    prepare: (client, { seconds }) =>
      // Of the transaction alone, so that a pooler between may give the connection to others.
      client.query("SELECT set_config('statement_timeout', $1, true), set_config('TimeZone', $2, true)", [
        String(seconds * 1_000),
        timezone,
      ]),
    isPaidByWork: false,
  };
  return createEngine(product, url);
}

/** A Redshift cluster or workgroup, in the words of PostgreSQL: as `createPostgresEngine`, and names of members are taken as they are. */
export function createRedshiftEngine({ url }: Pick<PostgresOptions, 'url'>): SqlEngine {
  const product: Product = {
    name: 'Amazon Redshift',
    dialect: 'redshift',
    prepare: async (client, { seconds }) => {
      await client.query(`SET LOCAL statement_timeout TO ${seconds * 1_000}`);
      await client.query("SET LOCAL timezone TO 'UTC'");
      // Otherwise `$Pathname` and `$pathname` are one member.
      await client.query('SET LOCAL enable_case_sensitive_identifier TO true');
    },
    isPaidByWork: true,
  };
  return createEngine(product, url);
}

function createEngine({ name, dialect, prepare, isPaidByWork }: Product, url: string): SqlEngine {
  const connections = openConnections(url, MOST_CONNECTIONS);
  const within = <Value>(work: (client: ClientBase) => Promise<Value>, seconds: number) =>
    connections.within(work, (thrown) => postgresFault(thrown, seconds, name));
  return {
    name,
    dialect,
    query: (statement, limits) =>
      within(async (client) => {
        await client.query('BEGIN TRANSACTION READ ONLY');
        await prepare(client, limits);
        return read(client, statement, limits);
      }, limits.seconds),
    // A session that is let in shows as much as a statement would.
    ...(isPaidByWork ? { probe: () => within(async () => {}, 0) } : {}),
    close: connections.close,
  };
}

async function read(
  client: ClientBase,
  { text, parameters }: SqlStatement,
  { rows: most }: SqlLimits,
): Promise<SqlAnswer> {
  const values = parameters.map(({ value }) => String(value));
  const { rows } = await client.query<Record<string, unknown>>(text, values);
  await client.query('COMMIT');
  if (rows.length > most) throw tooManyRows(most);
  return { rows, bytes: null };
}
