import type { Store } from '#ports/store.ts';
import type { Tally } from './tally.ts';

/** The store of all processes of a schedule, which counts what they meet in it. */
export function countedStore(store: Store, tally: Tally): Store {
  const holders = new Map<string, string>();
  const held = (isHeld: boolean): boolean => {
    if (!isHeld) tally.leasesLost += 1;
    return isHeld;
  };
  const handedBack = (id: string, isHeld: boolean): boolean => {
    if (isHeld) holders.delete(id);
    return isHeld;
  };
  return {
    ...store,
    append: async (commit) => {
      const outcome = await store.append(commit);
      if (outcome === 'conflict') tally.races += 1;
      return outcome;
    },
    claimDue: async (claim) => {
      const claimed = await store.claimDue(claim);
      for (const { commit, attempts } of claimed) {
        const holder = holders.get(commit.id);
        if (holder !== undefined && holder !== claim.worker) tally.takenOver += 1;
        if (attempts > 1) tally.retried += 1;
        holders.set(commit.id, claim.worker);
      }
      return claimed;
    },
    renew: async (...given) => held(await store.renew(...given)),
    advance: async (...given) => held(await store.advance(...given)),
    postpone: async (id, ...given) => handedBack(id, await store.postpone(id, ...given)),
    defer: async (id, ...given) => handedBack(id, await store.defer(id, ...given)),
    giveUp: async (id, ...given) => {
      const isGivenUp = handedBack(id, await store.giveUp(id, ...given));
      if (isGivenUp) tally.givenUp += 1;
      return isGivenUp;
    },
    release: async (worker) => {
      await store.release(worker);
      for (const [id, holder] of holders) if (holder === worker) holders.delete(id);
    },
  };
}
