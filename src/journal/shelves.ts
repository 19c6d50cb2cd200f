import type { CommitRecord, JournalStore } from '#ports/journal-store.ts';
import { AppError, toAppError } from '#shared/errors.ts';
import type { BrokenLink } from './damage.ts';
import { everyStream } from './every-experiment.ts';

/** All entries of a store under the key of one experiment. */
export interface Shelf {
  readonly experiment: string;
  readonly records: readonly CommitRecord[];
  /** Why it cannot be read; null if it can. */
  readonly fault: BrokenLink | null;
}

type Shelves = Pick<JournalStore, 'streamKeys' | 'records'>;

/** Reads one shelf; empty if there is none. Throws if the store cannot be used, not if an entry cannot. */
export async function readShelf(store: Shelves, experiment: string): Promise<Shelf> {
  try {
    return { experiment, records: await store.records(experiment), fault: null };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const why = `its entries cannot be read: ${toAppError(thrown).message}`;
    return { experiment, records: [], fault: { id: experiment, why } };
  }
}

/** Reads all shelves, in order of the keys. A listed key that leads to no entry is a fault: its bytes are no text. */
export async function* everyShelf(store: Shelves): AsyncGenerator<Shelf, void> {
  for await (const experiment of everyStream(store)) {
    const shelf = await readShelf(store, experiment);
    const isLost = shelf.records.length === 0 && shelf.fault === null;
    yield isLost ? { ...shelf, fault: { id: experiment, why: NOTHING_THERE } } : shelf;
  }
}

const NOTHING_THERE = 'it is listed, but no entry is found under this name: the name was changed';
