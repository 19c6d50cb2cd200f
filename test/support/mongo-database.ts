import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** The server of `MONGODB_URI`, or null where none is set. */
export const MONGODB_URI: string | null = process.env['MONGODB_URI'] || null;

/** What a skipped suite says of itself. */
export const HOW_TO_RUN = 'set MONGODB_URI, or start one by `npm run mongo`';

/** A name that no other test run uses. */
export function databaseName(): string {
  return `test-${randomUUID().slice(0, 18)}`;
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
