import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { type MongoOptions, openMongoStore } from '#adapters/mongo/open.ts';
import type { Store } from '#ports/store.ts';

/** The server of `MONGODB_URI`, or null if none is set. It may name a database, several hosts and options. */
export const MONGODB_URI: string | null = process.env['MONGODB_URI'] || null;

/** What a skipped suite says of itself. */
export const HOW_TO_RUN = 'set MONGODB_URI, or start one by `npm run mongo`';

/** A name that no other test run uses. */
export function databaseName(): string {
  return `test-${randomUUID().slice(0, 18)}`;
}

/** Opens a store as the product does, on any server: that of `npm run mongo` is no replica set. */
export function openTestStore(uri: string, options: MongoOptions = {}): Promise<Store> {
  return openMongoStore(uri, { allowStandalone: true, ...options });
}

/** The address with another database; who the user is stays a question to the database that the address named. */
export function withDatabaseName(uri: string, name: string): string {
  const [, hosts = '', database = '', options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const source =
    hosts.includes('@') && !/(?:^|&)authSource=/i.test(options) ? `authSource=${database || 'admin'}` : '';
  const kept = [options, source].filter((part) => part !== '').join('&');
  return `${hosts}/${name}${kept === '' ? '' : `?${kept}`}`;
}

/** Runs some work with the bare driver on one database. */
export async function withDatabase<Value>(
  uri: string,
  name: string,
  work: (database: ReturnType<MongoClient['db']>) => Promise<Value>,
): Promise<Value> {
  await using client = new MongoClient(uri, { serverSelectionTimeoutMS: 3_000 });
  return await work(client.db(name));
}

/** Removes a database of a test. */
export async function dropDatabase(uri: string, name: string): Promise<void> {
  await withDatabase(uri, name, (database) => database.dropDatabase());
}
