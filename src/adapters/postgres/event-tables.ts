import type { ClientBase } from 'pg';

const KEY = 'hour int4 NOT NULL, hash int8 NOT NULL';
const COMMON = 'unit int8 NOT NULL, at int8 NOT NULL';
/** Of processes that begin at once the first makes the tables. */
const LOCK = 7_358_041;

const STATEMENTS: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS co_pilot',
  `CREATE TABLE IF NOT EXISTS co_pilot.exposures
(${KEY}, ${COMMON}, flag text NOT NULL, variant text NOT NULL, properties json, PRIMARY KEY (hour, hash))`,
  // Rows lie about in the order of their moments: such an index is small and costs a row next to nothing.
  'CREATE INDEX IF NOT EXISTS exposures_at ON co_pilot.exposures USING brin (at)',
  `CREATE TABLE IF NOT EXISTS co_pilot.observations
(${KEY}, ${COMMON}, name text NOT NULL, value float8, properties json, PRIMARY KEY (hour, hash))`,
  'CREATE INDEX IF NOT EXISTS observations_at ON co_pilot.observations USING brin (at)',
];

/** Makes the tables of exposures and observations if they are not there. A role that may not make them can work on those of another. */
export async function makeEventTables(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ readonly found: string | null }>(
    "SELECT to_regclass('co_pilot.observations') AS found",
  );
  if (rows[0]?.found != null) return;
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query('COMMIT');
}
