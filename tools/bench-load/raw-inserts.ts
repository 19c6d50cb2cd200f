import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import type { Commit } from '#domain/commit.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** The same bytes written by the driver alone: one insert by id, as durable as the store's. */
export interface RawInserts {
  readonly what: string;
  readonly insert: (commit: Commit) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `node:sqlite` with a prepared insert into a table of two columns, write-ahead log, FULL. */
export function openRawSqlite(path: string): RawInserts {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE raw (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO raw (id, body) VALUES (?, ?)');
  return {
    what: 'node:sqlite, two columns',
    insert: async (commit) => void insert.run(commit.id, canonicalJson(commit)),
    close: async () => database.close(),
  };
}

/** The driver's insertOne of a document of two fields, confirmed by the majority. */
export async function openRawMongo(uri: string, database: string): Promise<RawInserts> {
  const client = new MongoClient(uri, { writeConcern: { w: 'majority' } });
  await client.connect();
  const raw = client.db(database).collection<{ _id: string; body: string }>('raw');
  return {
    what: 'insertOne, two fields',
    insert: async (commit) => void (await raw.insertOne({ _id: commit.id, body: canonicalJson(commit) })),
    close: () => client.close(),
  };
}
