import { type ClickHouseClient, createClient } from '@clickhouse/client';
import type { EventStore, ExposureRow, ObservationRow, RemovedRows } from '#ports/event-store.ts';
import { ownFault } from '#shared/errors.ts';
import { rowKeyName } from '#shared/row-hashes.ts';
import { clickHouseEventsFault } from './event-store-faults.ts';
import { TABLE_STATEMENTS } from './event-tables.ts';
import { createGathering, type KeyedRow } from './gather-rows.ts';

/** Greater than any moment in microseconds: the earlier a row comes, the greater its rank. */
const LAST = 10n ** 17n;

type Column = string | number | null;

/**
 * Exposures and observations in a ClickHouse server, in the database `co_pilot`. Connects to nothing before the first call, and makes its tables
 * then. The engine has no unique keys: two processes that record the same row at the same moment may both call it new, and it counts
 * once all the same.
 */
export function createClickHouseEvents(url: string): EventStore {
  const client = createClient({
    url,
    application: 'growth-experiment-co-pilot',
    request_timeout: 120_000,
    // Faults are told once, by who asked.
    log: { level: 127 },
  });
  let tables: Promise<void> | null = null;
  let closing: Promise<void> | null = null;
  const within = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (closing !== null) throw ownFault('store.closed', 'The store of observations is closed');
    try {
      // If it fails, the next call tries again.
      tables ??= makeTables(client).catch((thrown: unknown) => {
        tables = null;
        throw thrown;
      });
      await tables;
      return await work();
    } catch (thrown) {
      throw clickHouseEventsFault(thrown);
    }
  };
  const into = <Row extends KeyedRow>(
    table: string,
    columns: (row: Row) => Readonly<Record<string, Column>>,
  ) => createGathering<Row>((rows) => within(() => insertNew(client, table, rows, columns)));
  const exposures = into<ExposureRow>('exposure_rows', ({ flag, variant, ...row }) => ({
    ...{ ...common(row), flag, variant },
  }));
  const observations = into<ObservationRow>('observation_rows', ({ name, value, ...row }) => ({
    ...{ ...common(row), name, value },
  }));
  const remove = (condition: string): Promise<RemovedRows> =>
    within(async () => ({
      exposures: await removeFrom(client, 'exposure_rows', condition),
      observations: await removeFrom(client, 'observation_rows', condition),
    }));
  return {
    engine: 'ClickHouse',
    recordExposures: async (rows) => (rows.length === 0 ? [] : exposures(rows)),
    recordObservations: async (rows) => (rows.length === 0 ? [] : observations(rows)),
    // Numbers of our own, so that they may stand in the text: a mutation takes no parameters.
    prune: (before) => remove(`at < ${Math.floor(before)}`),
    forget: (unit) => remove(`unit = ${unit}`),
    // As a command, whose answer is read to its end: one that is not keeps its connection, of which there are ten.
    ping: () => within(async () => void (await client.command({ query: 'SELECT 1' }))),
    close: () => {
      closing ??= client.close();
      return closing;
    },
  };
}

async function makeTables(client: ClickHouseClient): Promise<void> {
  for (const query of TABLE_STATEMENTS) await client.command({ query });
}

function common({ unit, at, properties }: Pick<ExposureRow, 'unit' | 'at' | 'properties'>) {
  return { unit: String(unit), at, properties: properties ?? '' };
}

/** Inserts the rows whose keys are not there yet, and answers the names of their keys. */
async function insertNew<Row extends KeyedRow>(
  client: ClickHouseClient,
  table: string,
  rows: readonly Row[],
  columns: (row: Row) => Readonly<Record<string, Column>>,
): Promise<ReadonlySet<string>> {
  const known = await knownOf(client, table, rows);
  const fresh = rows.filter(({ key }) => !known.has(rowKeyName(key)));
  if (fresh.length === 0) return new Set();
  const rank = String(LAST - BigInt(Date.now()) * 1_000n);
  await client.insert({
    table: `co_pilot.${table}`,
    format: 'JSONEachRow',
    values: fresh.map((row) => ({ hour: row.key.hour, hash: String(row.key.hash), ...columns(row), rank })),
  });
  return new Set(fresh.map(({ key }) => rowKeyName(key)));
}

async function knownOf(
  client: ClickHouseClient,
  table: string,
  rows: readonly KeyedRow[],
): Promise<ReadonlySet<string>> {
  // Hours and hashes are numbers of our own. As one text they are read fifty times faster than as a list of the statement.
  const keys = rows.map(({ key: { hour, hash } }) => `${hour}\\t${hash}`).join('\\n');
  const answer = await client.query({
    // The text is not called as the column: it would stand for it in the condition, and the key serves no text.
    query: `SELECT DISTINCT hour, toString(hash) AS digits FROM co_pilot.${table}
WHERE (hour, hash) IN (SELECT hour, hash FROM format(TSV, 'hour Int32, hash Int64', '${keys}'))`,
    format: 'JSONEachRow',
    clickhouse_settings: { max_query_size: '20000000' },
  });
  const found = await answer.json<{ readonly hour: number; readonly digits: string }>();
  return new Set(found.map(({ hour, digits }) => `${hour}:${digits}`));
}

/** Takes rows away for good: waits until the parts that held them are written anew. */
async function removeFrom(client: ClickHouseClient, table: string, condition: string): Promise<number> {
  const answer = await client.query({
    query: `SELECT count() AS rows FROM co_pilot.${table} FINAL WHERE ${condition}`,
    format: 'JSONEachRow',
  });
  const [found] = await answer.json<{ readonly rows: string | number }>();
  const rows = Number(found?.rows ?? 0);
  // Copies of rows may lie beside those that count.
  if (rows > 0)
    await client.command({
      query: `ALTER TABLE co_pilot.${table} DELETE WHERE ${condition}`,
      clickhouse_settings: { mutations_sync: '2' },
    });
  return rows;
}
