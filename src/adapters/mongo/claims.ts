import { randomUUID } from 'node:crypto';
import type { ClaimStore } from '#ports/claim-store.ts';
import type { MongoGround } from './ground.ts';
import { insertOnce } from './insert-once.ts';
import { pairId } from './pair-id.ts';

/** Claims by unique insert in collection `claims`. */
export function createMongoClaims({ claims, limit, guarded }: MongoGround): ClaimStore {
  return {
    claim: (scope, key, at) =>
      guarded(() => {
        const document = { _id: pairId(scope, key), scope, key, at, token: randomUUID() };
        const { _id, token } = document;
        return insertOnce({
          insert: () => claims.insertOne(document, limit),
          confirm: () => claims.updateOne({ _id, scope, token }, { $set: { token } }, limit),
        });
      }),
    isClaimed: (scope, key) =>
      guarded(async () => (await claims.findOne({ _id: pairId(scope, key) }, limit)) !== null),
    lastClaim: (scope, upTo) =>
      guarded(async () => {
        const known = { scope, key: { $lte: upTo } };
        return (await claims.findOne(known, { ...limit, sort: { key: -1 } }))?.key ?? null;
      }),
    sweepClaims: (scope, before, count) =>
      guarded(async () => {
        if (count < 1) return 0;
        const old = { scope, at: { $lt: before } };
        const found = await claims.find(old, { ...limit, sort: { at: 1 }, limit: count }).toArray();
        const ids = found.map(({ _id }) => _id);
        // The age is asked again: a key that was swept and claimed anew meanwhile stays.
        return (await claims.deleteMany({ ...old, _id: { $in: ids } }, limit)).deletedCount;
      }),
  };
}
