import { createClickHouseEngine } from '#adapters/clickhouse/engine.ts';
import { createDuckDbEngine } from '#adapters/duckdb/engine.ts';
import { createPostgresEngine } from '#adapters/postgres/engine.ts';
import { createSqliteEngine } from '#adapters/sqlite/warehouse-engine.ts';
import type { SqlEngine } from '#ports/sql-engine.ts';
import type { Probe } from '#ports/telemetry.ts';

/** What engines may take of the machine of the bot. */
export interface EngineRoom {
  /** Memory of DuckDB, as it writes it. */
  readonly memory: string;
}

/** By the scheme of an address, how its engine is made. */
const ENGINES: Readonly<Record<string, (address: string, room: EngineRoom) => SqlEngine>> = {
  sqlite: (address) => createSqliteEngine(pathOf(address)),
  duckdb: (address, { memory }) => createDuckDbEngine({ path: pathOf(address), memory, threads: 2 }),
  postgres: (url) => createPostgresEngine({ url }),
  postgresql: (url) => createPostgresEngine({ url }),
  clickhouse: (address) => createClickHouseEngine({ url: httpOf(address) }),
  'clickhouse+http': (address) => createClickHouseEngine({ url: httpOf(address) }),
};

/** What an address may begin with, for people. */
export const ADDRESS_ADVICE =
  'set the address of the warehouse: sqlite:<path>, duckdb:<path>, postgresql://…, clickhouse://… (https) or clickhouse+http://…';

/** An address that names a host. */
const SERVER = /^[a-z+]+:\/\/[^/]/;

/** Whether an engine is known for the address, and the address can be read. */
export function isAddress(address: string): boolean {
  const scheme = schemeOf(address);
  if (ENGINES[scheme] === undefined) return false;
  return scheme === 'sqlite' || scheme === 'duckdb'
    ? pathOf(address) !== ''
    : SERVER.test(address) && URL.canParse(address);
}

/** The engine of an address that `isAddress` accepts. Connects to nothing before the first statement. */
export function engineOf(address: string, room: EngineRoom): SqlEngine {
  const make = ENGINES[schemeOf(address)];
  if (make === undefined) throw new TypeError('an address of no engine');
  return make(address, room);
}

/** Asks the database something that reads nothing. */
export function probeOf(engine: SqlEngine): Probe {
  const statement = { name: 'probe', text: 'SELECT 1 AS one', parameters: [] };
  return async () => {
    await engine.query(statement, { seconds: 5, rows: 1, bytes: null });
  };
}

/** `sqlite` of `sqlite:/srv/events.sqlite`; empty without a colon. */
export function schemeOf(address: string): string {
  return address.slice(0, Math.max(0, address.indexOf(':')));
}

/** `sqlite:///srv/events.sqlite` and `sqlite:/srv/events.sqlite` are one path; `sqlite:data/events.sqlite` is one below the folder of the bot. */
export function pathOf(address: string): string {
  return address.slice(address.indexOf(':') + 1).replace(/^\/\//, '');
}

/** The interface of ClickHouse that is asked: `https://…` of `clickhouse://…`, `http://…` of `clickhouse+http://…`. */
export function httpOf(address: string): string {
  return address.replace(/^clickhouse:/, 'https:').replace(/^clickhouse\+/, '');
}
