import type { JournalStore } from '#ports/journal-store.ts';
import { asWritten, type BrokenLink } from './damage.ts';
import { everyStream } from './every-experiment.ts';
import { readShelf } from './shelves.ts';

/** The last entry of a chain, as it was at some time. */
export interface ChainHead {
  readonly experiment: string;
  readonly version: number;
  /** Null if only the version was kept. */
  readonly hash: string | null;
}

/** A chain that is not what a recorded head says. */
export interface Departure extends BrokenLink {
  readonly experiment: string;
}

type Chains = Pick<JournalStore, 'streamKeys' | 'records'>;

/** The heads of all chains as they are now. A last entry that is damaged is no head; the verification names it. */
export async function* presentHeads(store: Chains): AsyncGenerator<ChainHead, void> {
  for await (const experiment of everyStream(store)) {
    const { records } = await readShelf(store, experiment);
    const last = records.at(-1);
    const commit = last === undefined ? null : asWritten(last);
    if (commit !== null) yield { experiment, version: commit.version, hash: commit.hash };
  }
}

/**
 * Compares chains with heads that were recorded outside of them. It shows what no chain shows by itself: that its last entries are
 * gone, that all of it is, or that it was written anew with hashes that fit. Heads must be read before the store.
 */
export async function* departures(
  store: Chains,
  recorded: Iterable<ChainHead>,
): AsyncGenerator<Departure, void> {
  for (const { experiment, version, hash } of recorded) {
    const { records } = await readShelf(store, experiment);
    const id = `${experiment}:${version}`;
    const found = records.find((record) => record.version === version);
    const last = records.at(-1)?.version ?? 0;
    if (last === 0) yield { experiment, id, why: `all entries are gone; there were ${version}` };
    else if (last < version) {
      yield { experiment, id, why: `the entries after version ${last} are gone; there were ${version}` };
    } else if (found !== undefined && hash !== null) {
      const commit = asWritten(found);
      if (commit !== null && commit.hash !== hash)
        yield { experiment, id, why: 'it is another entry than the one that was recorded' };
    }
  }
}

/** The newest head of each chain. Of two of one version, the one with a hash counts. */
export function newestHeads(all: Iterable<ChainHead>): ReadonlyMap<string, ChainHead> {
  const newest = new Map<string, ChainHead>();
  for (const head of all) {
    const known = newest.get(head.experiment);
    const isNewer =
      known === undefined ||
      head.version > known.version ||
      (head.version === known.version && known.hash === null);
    if (isNewer) newest.set(head.experiment, head);
  }
  return newest;
}
