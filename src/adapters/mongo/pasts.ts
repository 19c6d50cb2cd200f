import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { PastStore, VectorStore } from '#ports/past-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { MongoGround } from './ground.ts';
import { pairId } from './pair-id.ts';
import { putNewest } from './put-newest.ts';
import { passDuplicate } from './schema.ts';

/** Past experiments in collection `pasts`. */
export function createMongoPasts({ pasts, limit, guarded }: MongoGround): PastStore {
  return {
    putPast: ({ origin, key, version, past }) =>
      guarded(() => {
        const filter = { _id: pairId(origin, key), version: { $lte: version } };
        const fields = { $set: { origin, key, version, body: canonicalJson(past) } };
        return putNewest((upsert) => pasts.updateOne(filter, fields, { ...limit, upsert }));
      }),
    pastLine: ({ origin, key }) =>
      guarded(async () => {
        const found = await pasts.findOne({ _id: pairId(origin, key) }, limit);
        return found === null ? null : { origin, key, version: found.version, past: parsePast(found.body) };
      }),
    pastVersions: () =>
      guarded(async () => {
        const options = { ...limit, projection: { body: 0 }, sort: { _id: 1 } } as const;
        const found = await pasts.find({}, options).toArray();
        return found.map(({ origin, key, version }) => ({ origin, key, version }));
      }),
    removePast: ({ origin, key, version }) =>
      guarded(async () => void (await pasts.deleteOne({ _id: pairId(origin, key), version }, limit))),
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

/** Only this store writes the body. */
function parsePast(body: string): PastExperiment | null {
  return JSON.parse(body);
}
