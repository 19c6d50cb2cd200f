import type { FlagPart, FlagPartId, FlagStore } from '#ports/flag-store.ts';
import { isDuplicate } from './errors.ts';
import type { MongoGround } from './ground.ts';

/** Own flags in collection `flag_parts`. */
export function createMongoFlags({ flagParts, limit, guarded }: MongoGround): FlagStore {
  const make = ({ id, version, body }: FlagPart) =>
    guarded(async () => {
      try {
        await flagParts.insertOne({ _id: id, version, body }, limit);
        return true;
      } catch (thrown) {
        if (isDuplicate(thrown)) return false;
        throw thrown;
      }
    });
  return {
    flagPart: (id) =>
      guarded(async () => {
        const found = await flagParts.findOne({ _id: id }, limit);
        return found === null ? null : { id, version: found.version, body: found.body };
      }),
    flagPartVersion: (id) =>
      guarded(async () => {
        const options = { ...limit, projection: { version: 1 } };
        const found = await flagParts.findOne<{ readonly _id: FlagPartId; readonly version: number }>(
          { _id: id },
          options,
        );
        return found?.version ?? 0;
      }),
    putFlagPart: (part) =>
      part.version === 1
        ? make(part)
        : guarded(async () => {
            const { id, version, body } = part;
            const seen = { _id: id, version: version - 1 };
            const { modifiedCount } = await flagParts.updateOne(seen, { $set: { version, body } }, limit);
            return modifiedCount === 1;
          }),
    restoreFlagPart: make,
  };
}
