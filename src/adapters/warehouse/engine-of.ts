import { isClickHouseAddress } from '#adapters/clickhouse/address.ts';
import { createClickHouseEngine } from '#adapters/clickhouse/engine.ts';
import { createDuckDbEngine } from '#adapters/duckdb/engine.ts';
import { isPostgresAddress } from '#adapters/postgres/address.ts';
import { createPostgresEngine, createRedshiftEngine } from '#adapters/postgres/engine.ts';
import { createSqliteEngine } from '#adapters/sqlite/warehouse-engine.ts';
import type { DialectName, SqlEngine } from '#ports/sql-engine.ts';
import { warehouseFault } from '#ports/sql-faults.ts';
import type { Probe } from '#ports/telemetry.ts';
import { ownValue } from '#shared/own-value.ts';
import { REMOTE, type RemoteKind, remoteEngine } from './remote.ts';

/** What engines may take of the machine of the bot, and what they need beside their address. */
export interface EngineRoom {
  /** Memory of DuckDB, as it writes it. */
  readonly memory: string;
  /** What WAREHOUSE_KEY holds; null if it is not set. */
  readonly key?: string | null;
  /** Carries requests over https; the platform's own if it is left out. */
  readonly fetch?: typeof fetch;
}

/** A database whose address says all. */
interface LocalKind {
  readonly dialect: DialectName;
  readonly isAddress: (address: string) => boolean;
  readonly make: (address: string, room: EngineRoom) => SqlEngine;
}

/** An address that names a host. */
const SERVER = /^[a-z+]+:\/\/[^/]/;
/** One of PostgreSQL may name a socket of this machine in place of a host. */
const SERVER_OR_SOCKET = /^[a-z]+:\/\/\/?[^/]/;

const POSTGRES: LocalKind = {
  dialect: 'postgres',
  isAddress: (address) => SERVER_OR_SOCKET.test(address) && isPostgresAddress(address),
  make: (url) => createPostgresEngine({ url }),
};
const CLICKHOUSE: LocalKind = {
  dialect: 'clickhouse',
  isAddress: (address) => SERVER.test(address) && isClickHouseAddress(httpOf(address)),
  make: (address) => createClickHouseEngine({ url: httpOf(address) }),
};

/** Databases without a key, by the scheme of their address. */
const LOCAL: Readonly<Record<string, LocalKind>> = {
  sqlite: {
    dialect: 'sqlite',
    isAddress: (address) => pathOf(address) !== '',
    make: (address) => createSqliteEngine(pathOf(address)),
  },
  duckdb: {
    dialect: 'duckdb',
    isAddress: (address) => pathOf(address) !== '',
    make: (address, { memory }) => createDuckDbEngine({ path: pathOf(address), memory, threads: 2 }),
  },
  postgres: POSTGRES,
  postgresql: POSTGRES,
  clickhouse: CLICKHOUSE,
  'clickhouse+http': CLICKHOUSE,
  redshift: {
    dialect: 'redshift',
    isAddress: (address) => SERVER.test(address) && isPostgresAddress(asPostgres(address)),
    make: (address) => createRedshiftEngine({ url: asPostgres(address) }),
  },
};

/** What an address may begin with, for people. */
export const ADDRESS_ADVICE =
  'set the address of the warehouse: sqlite:<path>, duckdb:<path>, postgresql://…, clickhouse://… (https), clickhouse+http://…, redshift://…, bigquery://<project>/<dataset>, snowflake://<user>@<account>.snowflakecomputing.com/<database>/<schema> or databricks://<workspace>/<warehouse id> (docs/warehouse.md)';

/** Whether an engine is known for the address, and the address can be read. */
export function isAddress(address: string): boolean {
  const kind = localOf(address) ?? remoteOf(address);
  return kind?.isAddress(address) === true;
}

/** The SQL that is spoken at an address that `isAddress` accepts. */
export function dialectOf(address: string): DialectName {
  const kind = localOf(address) ?? remoteOf(address);
  if (kind === undefined) throw new TypeError('an address of no engine');
  return kind.dialect;
}

/** What is wrong with the key for an address that `isAddress` accepts, in words that follow its name; null if nothing is. */
export function keyProblem(address: string, key: string | null): string | null {
  const remote = remoteOf(address);
  const engine = remote === undefined ? null : remoteEngine(remote, address, key);
  return typeof engine === 'string' ? engine : null;
}

/** The engine of an address that `isAddress` accepts, with a key that `keyProblem` has nothing against. Connects to nothing before the first statement. */
export function engineOf(address: string, room: EngineRoom): SqlEngine {
  const remote = remoteOf(address);
  if (remote !== undefined) {
    const engine = remoteEngine(remote, address, room.key ?? null, room.fetch);
    if (typeof engine !== 'string') return engine;
    throw warehouseFault('unauthorised', `WAREHOUSE_KEY ${engine}.`);
  }
  const local = localOf(address);
  if (local === undefined) throw new TypeError('an address of no engine');
  return local.make(address, room);
}

/** Asks the database something that reads nothing, and that costs nothing if it can be had. */
export function probeOf(engine: SqlEngine): Probe {
  if (engine.probe !== undefined) return engine.probe;
  const statement = { name: 'probe', text: 'SELECT 1 AS one', parameters: [] };
  return async () => {
    await engine.query(statement, { seconds: 5, rows: 1, bytes: null });
  };
}

function localOf(address: string): LocalKind | undefined {
  return ownValue(LOCAL, schemeOf(address));
}

function remoteOf(address: string): RemoteKind | undefined {
  return ownValue(REMOTE, schemeOf(address));
}

/** `sqlite` of `sqlite:/srv/events.sqlite`; empty without a colon. */
export function schemeOf(address: string): string {
  return address.slice(0, Math.max(0, address.indexOf(':')));
}

/** `sqlite:///srv/events.sqlite` and `sqlite:/srv/events.sqlite` are one path; `sqlite:data/events.sqlite` is one below the folder of the bot. */
export function pathOf(address: string): string {
  return address.slice(address.indexOf(':') + 1).replace(/^\/\//, '');
}

function asPostgres(address: string): string {
  return address.replace(/^redshift:/, 'postgresql:');
}

/** The interface of ClickHouse that is asked: `https://…` of `clickhouse://…`, `http://…` of `clickhouse+http://…`. */
export function httpOf(address: string): string {
  return address.replace(/^clickhouse:/, 'https:').replace(/^clickhouse\+/, '');
}
