import { readBigQueryAddress } from '#adapters/bigquery/address.ts';
import { createBigQueryEngine } from '#adapters/bigquery/engine.ts';
import { readServiceAccountKey } from '#adapters/bigquery/key.ts';
import { readDatabricksAddress } from '#adapters/databricks/address.ts';
import { createDatabricksEngine } from '#adapters/databricks/engine.ts';
import { readSnowflakeAddress } from '#adapters/snowflake/address.ts';
import { createSnowflakeEngine } from '#adapters/snowflake/engine.ts';
import { keyText, rsaKeyOf } from '#adapters/sql-http/read-key.ts';
import type { DialectName, SqlEngine } from '#ports/sql-engine.ts';

/** A database that is asked over https, with a key beside its address. */
export interface RemoteKind {
  readonly dialect: DialectName;
  readonly isAddress: (address: string) => boolean;
  /** What the key has to be, for people. */
  readonly key: string;
  /** Null if the text is no such key. */
  readonly make: (address: string, key: string, send: typeof fetch | undefined) => SqlEngine | null;
}

/** Databases with a key, by the scheme of their address. */
export const REMOTE: Readonly<Record<string, RemoteKind>> = {
  bigquery: {
    dialect: 'bigquery',
    isAddress: (address) => readBigQueryAddress(address) !== null,
    key: 'the JSON key of a service account, or the path of a file with it',
    make: (address, text, send) => {
      const read = readBigQueryAddress(address);
      const account = readServiceAccountKey(text);
      return read && account && createBigQueryEngine({ ...read, account, ...fetchOf(send) });
    },
  },
  snowflake: {
    dialect: 'snowflake',
    isAddress: (address) => readSnowflakeAddress(address) !== null,
    key: 'the private RSA key of the user in PEM without a password, or the path of a file with it',
    make: (address, text, send) => {
      const read = readSnowflakeAddress(address);
      const key = rsaKeyOf(text);
      return read && key && createSnowflakeEngine({ ...read, key, ...fetchOf(send) });
    },
  },
  databricks: {
    dialect: 'databricks',
    isAddress: (address) => readDatabricksAddress(address) !== null,
    key: 'an access token, or the path of a file with it',
    make: (address, token, send) => {
      const read = readDatabricksAddress(address);
      return read && /^[\x21-\x7e]{20,}$/.test(token)
        ? createDatabricksEngine({ ...read, token, ...fetchOf(send) })
        : null;
    },
  },
};

function fetchOf(send: typeof fetch | undefined) {
  return send === undefined ? {} : { fetch: send };
}

/** The engine of an address with its key, or what is wrong with the key, in words. */
export function remoteEngine(
  { key: advice, make }: RemoteKind,
  address: string,
  key: string | null,
  send?: typeof fetch,
): SqlEngine | string {
  if (key === null) return `is not set: set ${advice}`;
  try {
    return make(address, keyText(key), send) ?? `is no key: set ${advice}`;
  } catch {
    return `names a file that cannot be read: set ${advice}`;
  }
}
