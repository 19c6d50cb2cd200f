import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { PastId, PastLine, PastStore, VectorStore } from '#ports/past-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { isDuplicate } from './errors.ts';
import type { MongoGround } from './ground.ts';
import { passDuplicate } from './schema.ts';

/** Past experiments in collection `pasts`. */
export function createMongoPasts({ pasts, limit, guarded }: MongoGround): PastStore {
  const put = async ({ version, past, ...id }: PastLine, upsert: boolean) => {
    const filter = { _id: pastDocumentId(id), version: { $lte: version } };
    const fields = { origin: id.origin, key: id.key, version, body: canonicalJson(past) };
    await pasts.updateOne(filter, { $set: fields }, { ...limit, upsert });
  };
  return {
    putPast: (line) =>
      guarded(async () => {
        try {
          await put(line, true);
        } catch (thrown) {
          if (!isDuplicate(thrown)) throw thrown;
          // It is there: a newer one, or one that another writer put there at the same moment and that may be older.
          await put(line, false);
        }
      }),
    pastLine: (id) =>
      guarded(async () => {
        const found = await pasts.findOne({ _id: pastDocumentId(id) }, limit);
        if (found === null) return null;
        const { origin, key, version, body } = found;
        return { origin, key, version, past: parsePast(body) };
      }),
    pastVersions: () =>
      guarded(async () => {
        const options = { ...limit, projection: { body: 0 }, sort: { _id: 1 } } as const;
        const found = await pasts.find({}, options).toArray();
        return found.map(({ origin, key, version }) => ({ origin, key, version }));
      }),
    removePast: ({ version, ...id }) =>
      guarded(async () => void (await pasts.deleteOne({ _id: pastDocumentId(id), version }, limit))),
  };
}

/** Answers of an embeddings service in collection `vectors`: 32-bit floats, little endian, in base64. */
export function createMongoVectors({ vectors, limit, guarded }: MongoGround): VectorStore {
  return {
    vectors: (hashes) =>
      guarded(async () => {
        const found = await vectors.find({ _id: { $in: [...hashes] } }, limit).toArray();
        return new Map(found.map(({ _id, body }) => [_id, floatsOf(body)]));
      }),
    putVector: (hash, vector) =>
      guarded(async () => {
        const body = Buffer.from(vector.slice().buffer).toString('base64');
        const once = { $setOnInsert: { body } };
        await vectors.updateOne({ _id: hash }, once, { ...limit, upsert: true }).catch(passDuplicate);
      }),
  };
}

function floatsOf(body: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(body, 'base64')).buffer);
}

/** A name that no other line has, whatever is in the key. */
function pastDocumentId({ origin, key }: PastId): string {
  return JSON.stringify([origin, key]);
}

/** Only this store writes the body. */
function parsePast(body: string): PastExperiment | null {
  return JSON.parse(body);
}
