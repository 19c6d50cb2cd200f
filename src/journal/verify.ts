import { type Commit, firstBrokenLink } from '#domain/commit.ts';
import type { CommitRecord, JournalStore } from '#ports/journal-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { everyExperiment } from './every-experiment.ts';

/** The first entry that is not as it was written, and in what it shows. */
export interface BrokenLink {
  readonly id: string;
  readonly why: string;
}

export interface Audit {
  readonly experiment: string;
  readonly commits: number;
  readonly broken: BrokenLink | null;
}

/**
 * Verifies the chain of one experiment from the very bytes of its entries, oldest first. Every changed byte shows: either
 * the bytes are no longer the canonical form of what they say, or the content no longer gives the hash, or the next link
 * names another. A tail that was cut off leaves a shorter chain that holds, so compare `commits` with a backup's.
 */
export function verifyRecords(records: readonly CommitRecord[]): BrokenLink | null {
  const commits: Commit[] = [];
  for (const [index, record] of records.entries()) {
    const commit = asWritten(record);
    // An earlier link may be broken in what it says; the first one is to be named.
    if (commit === null) {
      const why = 'its bytes are not what was written';
      return firstBrokenLink(commits) ?? { id: record.id, why };
    }
    if (record.version !== index + 1) {
      return firstBrokenLink(commits) ?? { id: record.id, why: `version ${index + 1} is missing` };
    }
    commits.push(commit);
  }
  return firstBrokenLink(commits);
}

/** The commit in a record, or null where its bytes are damaged or it was found under another name than its own. */
function asWritten(record: CommitRecord): Commit | null {
  try {
    const commit: Commit = JSON.parse(record.body);
    const named =
      commit.id === record.id &&
      commit.experiment === record.experiment &&
      commit.version === record.version &&
      commit.id === `${commit.experiment}:${commit.version}`;
    return named && canonicalJson(commit) === record.body ? commit : null;
  } catch {
    return null;
  }
}

/** Verifies every chain of a store, or the named ones, one after the other. */
export async function* verifyStore(
  store: Pick<JournalStore, 'experimentKeys' | 'records'>,
  only: readonly string[] = [],
): AsyncGenerator<Audit, void> {
  for await (const experiment of only.length > 0 ? only : everyExperiment(store)) {
    const records = await store.records(experiment);
    yield { experiment, commits: records.length, broken: verifyRecords(records) };
  }
}
