import { createClickHouseEvents } from '#adapters/clickhouse/event-store.ts';
import { createPostgresEvents } from '#adapters/postgres/event-store.ts';
import { openSqliteEvents } from '#adapters/sqlite/events/open-events.ts';
import { dialectOf, engineOf, httpOf, isAddress, pathOf, schemeOf } from '#adapters/warehouse/engine-of.ts';
import type { EventStore } from '#ports/event-store.ts';
import type { DialectName, SqlEngine } from '#ports/sql-engine.ts';

type Opening = (address: string) => EventStore | Promise<EventStore>;

/** How a store is opened, by the SQL of its database. The addresses are those of warehouses. */
const STORES: { readonly [Dialect in DialectName]?: Opening } = {
  sqlite: (address) => openSqliteEvents(pathOf(address)),
  postgres: createPostgresEvents,
  clickhouse: (address) => createClickHouseEvents(httpOf(address)),
};

/** What an address may begin with, for people. */
export const EVENTS_ADVICE =
  'set the database that keeps observations: sqlite:<path>, postgresql://…, clickhouse://… (https) or clickhouse+http://…';

/** Whether observations can be kept at the address. */
export function isEventsAddress(address: string): boolean {
  return isAddress(address) && STORES[dialectOf(address)] !== undefined;
}

/** Opens the store of an address that `isEventsAddress` accepts. Throws an `AppError` that says what to do. */
export async function openEventStore(address: string): Promise<EventStore> {
  const open = STORES[dialectOf(address)];
  if (open === undefined) throw new TypeError('an address of no store');
  return open(address);
}

/** What reads at the address. */
export function readingEngine(address: string): SqlEngine {
  return engineOf(address, { memory: '1GB' });
}

/** The file of an address of SQLite; null of any other. */
export function fileOf(address: string): string | null {
  return schemeOf(address) === 'sqlite' ? pathOf(address) : null;
}

/** The file of observations that belongs to a store in this file, unless another one is configured. */
export function eventsFileBeside(store: string): string {
  return `${store.replace(/\.(sqlite3?|db)$/, '')}-observations.sqlite`;
}
