import { type BrokenLink, damageOf, misplaced } from './damage.ts';
import type { Shelf } from './shelves.ts';

/** What a store shows instead of bytes that are no text. */
const UNREADABLE = '\uFFFD';

/** Entries that lie under another experiment than their own, by their own experiment. */
export type Strays = ReadonlyMap<string, readonly BrokenLink[]>;

/** Finds entries of these experiments that lie under another name. */
export async function findStrays(shelves: AsyncIterable<Shelf>, owners: readonly string[]): Promise<Strays> {
  const strays = new Map<string, BrokenLink[]>();
  const add = (owner: string, found: BrokenLink) => strays.set(owner, [...(strays.get(owner) ?? []), found]);
  for await (const { experiment, records, fault } of shelves) {
    if (fault !== null) for (const owner of owners) if (resembles(experiment, owner)) add(owner, fault);
    for (const record of records) {
      const owner = misplaced(record)?.experiment ?? experiment;
      const damage = damageOf(record);
      if (damage !== null && owner !== experiment && owners.includes(owner)) add(owner, damage);
    }
  }
  return strays;
}

/** Whether an unreadable key may have been this one before its bytes were changed. */
function resembles(unreadable: string, key: string): boolean {
  return (
    unreadable.includes(UNREADABLE) &&
    unreadable.length === key.length &&
    [...unreadable].every((character, index) => character === UNREADABLE || character === key[index])
  );
}
