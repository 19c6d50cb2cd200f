import { type Commit, firstBrokenLink } from '#domain/commit.ts';
import type { CommitRecord, JournalStore } from '#ports/journal-store.ts';
import { asWritten, type BrokenLink, damageOf } from './damage.ts';
import { everyShelf, readShelf, type Shelf } from './shelves.ts';
import { findStrays } from './strays.ts';

export interface Audit {
  readonly experiment: string;
  readonly commits: number;
  /** The first link that does not hold, else an entry that lies under another name; null if there is neither. */
  readonly broken: BrokenLink | null;
  /** Every entry that differs from what was written, and every entry of this experiment under another name. */
  readonly damaged: readonly BrokenLink[];
}

/**
 * Verifies the chain of one experiment from the bytes of its entries, oldest first. Every changed byte shows: the bytes are
 * no longer the canonical form of their content, or the content no longer gives the hash, or the next link names another
 * hash. A chain without its last entries still holds, so compare `commits` with those of a backup.
 */
export function verifyRecords(records: readonly CommitRecord[]): BrokenLink | null {
  const commits: Commit[] = [];
  for (const [index, record] of records.entries()) {
    const commit = asWritten(record);
    // An earlier link may be broken in what it says; the first one is to be named.
    if (commit === null) return firstBrokenLink(commits) ?? damageOf(record);
    if (record.version !== index + 1) {
      return firstBrokenLink(commits) ?? { id: record.id, why: `version ${index + 1} is missing` };
    }
    commits.push(commit);
  }
  return firstBrokenLink(commits);
}

/**
 * Verifies every chain of a store, or the named ones, one after the other. For named ones the whole store is read too:
 * an entry that was moved away from them lies under another name. Throws if the store cannot be used at all.
 */
export async function* verifyStore(
  store: Pick<JournalStore, 'streamKeys' | 'records'>,
  only: readonly string[] = [],
): AsyncGenerator<Audit, void> {
  if (only.length === 0) {
    for await (const shelf of everyShelf(store)) yield auditOf(shelf, []);
    return;
  }
  const strays = await findStrays(everyShelf(store), only);
  for (const experiment of only)
    yield auditOf(await readShelf(store, experiment), strays.get(experiment) ?? []);
}

function auditOf({ experiment, records, fault }: Shelf, strays: readonly BrokenLink[]): Audit {
  const damaged = [
    ...(fault === null ? [] : [fault]),
    ...records.flatMap((record) => damageOf(record) ?? []),
    ...strays,
  ];
  const broken = verifyRecords(records) ?? damaged[0] ?? null;
  return { experiment, commits: records.length, broken, damaged };
}
