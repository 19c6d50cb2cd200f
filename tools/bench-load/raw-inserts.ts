import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';

/** The same bytes written by the driver alone: one insert by id, as durable as the store's. */
export interface RawInserts {
  readonly what: string;
  readonly insert: (id: string, body: string) => Promise<void>;
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
    insert: async (id, body) => void insert.run(id, body),
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
    insert: async (id, body) => void (await raw.insertOne({ _id: id, body })),
    close: () => client.close(),
  };
}
