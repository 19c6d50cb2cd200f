import type { ClientBase } from 'pg';
import type { EventStore, RemovedRows } from '#ports/event-store.ts';
import { ownFault } from '#shared/errors.ts';
import { type RowKey, rowKeyName } from '#shared/row-hashes.ts';
import { openConnections } from './connections.ts';
import { postgresEventsFault } from './event-store-faults.ts';
import { makeEventTables } from './event-tables.ts';

/** Batches that are recorded at the same time. */
const MOST_CONNECTIONS = 4;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly values: readonly (string | number | null)[];
}

/**
 * Exposures and observations in a PostgreSQL database, in the schema `co_pilot`. Connects to nothing before the first call, and makes its tables
 * then. What it answers is flushed, whatever the server does otherwise.
 */
export function createPostgresEvents(url: string): EventStore {
  const connections = openConnections(url, MOST_CONNECTIONS);
  let tables: Promise<void> | null = null;
  let closing: Promise<void> | null = null;
  const within = async <Value>(work: (client: ClientBase) => Promise<Value>): Promise<Value> => {
    if (closing !== null) throw ownFault('store.closed', 'The store of observations is closed');
    return connections.within(work, postgresEventsFault);
  };
  const ready = () => {
    // If it fails, the next call tries again.
    tables ??= within(makeEventTables).catch((thrown: unknown) => {
      tables = null;
      throw thrown;
    });
    return tables;
  };
  const record = async (
    table: string,
    keys: readonly RowKey[],
    more: readonly Column[],
  ): Promise<readonly boolean[]> => {
    if (keys.length === 0) return [];
    await ready();
    const inserted = await within((client) => insert(client, table, [...keyColumns(keys), ...more]));
    return keys.map((key) => inserted.has(rowKeyName(key)));
  };
  const remove = async (condition: string, value: string | number): Promise<RemovedRows> => {
    await ready();
    const from = (table: string) =>
      within(async (client) => {
        const done = await client.query(`DELETE FROM co_pilot.${table} WHERE ${condition}`, [value]);
        return done.rowCount ?? 0;
      });
    return { exposures: await from('exposures'), observations: await from('observations') };
  };
  return {
    engine: 'PostgreSQL',
    recordExposures: (rows) =>
      record(
        'exposures',
        rows.map(({ key }) => key),
        [
          ...commonColumns(rows),
          { name: 'flag', type: 'text', values: rows.map(({ flag }) => flag) },
          { name: 'variant', type: 'text', values: rows.map(({ variant }) => variant) },
        ],
      ),
    recordObservations: (rows) =>
      record(
        'observations',
        rows.map(({ key }) => key),
        [
          ...commonColumns(rows),
          { name: 'name', type: 'text', values: rows.map(({ name }) => name) },
          { name: 'value', type: 'float8', values: rows.map(({ value }) => value) },
        ],
      ),
    prune: (before) => remove('at < $1', before),
    forget: (unit) => remove('unit = $1', String(unit)),
    ping: async () => {
      await ready();
      await within((client) => client.query('SELECT 1'));
    },
    close: () => {
      closing ??= connections.close();
      return closing;
    },
  };
}

function keyColumns(keys: readonly RowKey[]): readonly Column[] {
  return [
    { name: 'hour', type: 'int4', values: keys.map(({ hour }) => hour) },
    { name: 'hash', type: 'int8', values: keys.map(({ hash }) => String(hash)) },
  ];
}

function commonColumns(
  rows: readonly { readonly unit: bigint; readonly at: number; readonly properties: string | null }[],
): readonly Column[] {
  return [
    { name: 'unit', type: 'int8', values: rows.map(({ unit }) => String(unit)) },
    { name: 'at', type: 'int8', values: rows.map(({ at }) => at) },
    { name: 'properties', type: 'json', values: rows.map(({ properties }) => properties) },
  ];
}

/** The keys that were new. Rows are written in the order of their keys, so that two batches never wait for each other. */
async function insert(
  client: ClientBase,
  table: string,
  columns: readonly Column[],
): Promise<ReadonlySet<string>> {
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  await client.query('BEGIN');
  // A server may be set to answer before it flushes.
  await client.query(
    "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'",
  );
  const { rows } = await client.query<{ readonly hour: number; readonly hash: string }>(
    `INSERT INTO co_pilot.${table} (${names})
SELECT ${names} FROM unnest(${arrays}) AS given (${names}) ORDER BY hour, hash
ON CONFLICT DO NOTHING RETURNING hour, hash`,
    columns.map(({ values }) => values),
  );
  await client.query('COMMIT');
  return new Set(rows.map(({ hour, hash }) => `${hour}:${hash}`));
}
