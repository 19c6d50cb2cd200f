import type { TokenStore } from '#ports/token-store.ts';
import type { MongoGround } from './ground.ts';
import { passDuplicate } from './schema.ts';

/** Uses of tokens in collection `token_uses`. */
export function createMongoTokens({ tokenUses, limit, guarded }: MongoGround): TokenStore {
  return {
    noteTokenUse: ({ token, at }) =>
      guarded(async () => {
        const note = () => tokenUses.updateOne({ _id: token }, { $max: { at } }, { ...limit, upsert: true });
        // Of two that make it at once one gets the duplicate; its moment may be the later one.
        await note().catch(async (thrown: unknown) => {
          passDuplicate(thrown);
          await note();
        });
      }),
    tokenUses: () =>
      guarded(async () => {
        const found = await tokenUses.find({}, { ...limit, sort: { _id: 1 } }).toArray();
        return found.map(({ _id, at }) => ({ token: _id, at }));
      }),
    forgetTokenUse: (token) => guarded(async () => void (await tokenUses.deleteOne({ _id: token }, limit))),
  };
}
