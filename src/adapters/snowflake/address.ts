import { percentDecoded } from '#shared/percent-decoded.ts';

/** Which account of Snowflake is asked, and in whose name. */
export interface SnowflakeAddress {
  readonly host: string;
  /** As it is named in tokens; the first part of the host unless the address names another one. */
  readonly account: string;
  readonly user: string;
  readonly database: string | null;
  readonly schema: string | null;
  /** The virtual warehouse that works; the user's own if null. */
  readonly warehouse: string | null;
  readonly role: string | null;
}

const HOST = /^[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)+$/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_$]{0,254}$/;
const KNOWN = ['warehouse', 'role', 'account'];
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/;

/** Reads `snowflake://<user>@<account>.snowflakecomputing.com/<database>/<schema>?warehouse=…&role=…`. Null for anything else. */
export function readSnowflakeAddress(address: string): SnowflakeAddress | null {
  if (!/^snowflake:\/\//.test(address) || !URL.canParse(address)) return null;
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(address);
  const [database, schema, ...more] = pathname
    .split('/')
    .slice(1)
    .filter((part) => part !== '');
  const names = [database, schema, searchParams.get('warehouse'), searchParams.get('role')];
  // One in the older form goes without its region.
  const account = searchParams.get('account') ?? hostname.split('.')[0] ?? '';
  const user = percentDecoded(username);
  const isRead =
    ACCOUNT.test(account) &&
    HOST.test(hostname) &&
    [port, password, hash].every((part) => part === '') &&
    more.length === 0 &&
    [...searchParams.keys()].every((key) => KNOWN.includes(key)) &&
    names.every((name) => name === null || name === undefined || NAME.test(name));
  if (!isRead || user === null || user === '') return null;
  // As with names in statements, those without quotes are in capitals.
  const [base, inner, warehouse, role] = names.map((name) => name?.toUpperCase() ?? null);
  return {
    ...{ host: hostname, account, user },
    ...{ database: base ?? null, schema: inner ?? null, warehouse: warehouse ?? null, role: role ?? null },
  };
}
