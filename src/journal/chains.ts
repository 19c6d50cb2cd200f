import { type Commit, fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { JournalStore } from '#ports/journal-store.ts';

/** Experiments whose end is remembered; some ten kilobytes each. */
const REMEMBERED = 1_000;

/** The end of an experiment's chain, to which the next commit is added. */
export interface ChainEnd {
  readonly state: Experiment | null;
  readonly last: Pick<Commit, 'version' | 'hash'> | null;
}

/** Reads experiments by the commits added since the last read. */
export interface Chains {
  /** The experiment as the journal says now. */
  end(key: string): Promise<ChainEnd>;
}

const NOTHING: ChainEnd = { state: null, last: null };

/**
 * Folds only the commits that are new since the last read: commits never change, so an earlier fold stays right, and every
 * read asks the store for the commits of others. The least recently read experiments are forgotten.
 */
export function createChains(store: Pick<JournalStore, 'commits'>, remembered = REMEMBERED): Chains {
  const ends = new Map<string, ChainEnd>();
  const remember = (key: string, end: ChainEnd) => {
    // Re-inserting makes it the newest in the order of a Map.
    ends.delete(key);
    ends.set(key, end);
    const [oldest] = ends.keys();
    if (ends.size > remembered && oldest !== undefined) ends.delete(oldest);
  };
  return {
    end: async (key) => {
      const known = ends.get(key) ?? NOTHING;
      if (known !== NOTHING) remember(key, known);
      const added = await store.commits(key, known.last?.version ?? 0);
      const newest = added.at(-1);
      if (newest === undefined) return known;
      const { version, hash } = newest;
      const end = { state: fold(added, known.state), last: { version, hash } };
      remember(key, end);
      return end;
    },
  };
}
