import type { DatabaseSync } from 'node:sqlite';
import type { VectorStore } from '#ports/past-store.ts';
import { guarded } from './guarded.ts';

/** Answers of an embeddings service in table `vectors`: 32-bit floats, little endian. */
export function createSqliteVectors(database: DatabaseSync): VectorStore {
  const one = database.prepare('SELECT body FROM vectors WHERE hash = ?');
  const put = database.prepare('INSERT INTO vectors (hash, body) VALUES (?, ?) ON CONFLICT DO NOTHING');
  return {
    vectors: (hashes) =>
      guarded(() => {
        const found = new Map<string, Float32Array>();
        for (const hash of hashes) {
          const body = one.get(hash)?.['body'];
          if (body instanceof Uint8Array) found.set(hash, new Float32Array(body.slice().buffer));
        }
        return found;
      }),
    putVector: (hash, vector) => guarded(() => void put.run(hash, new Uint8Array(vector.slice().buffer))),
  };
}
