import type { Commit } from '#domain/commit.ts';
import type { CommitRecord } from '#ports/journal-store.ts';
import { canonicalJson, hashOf } from '#shared/canonical-json.ts';

/** An entry that differs from what was written, and how that shows. */
export interface BrokenLink {
  readonly id: string;
  readonly why: string;
}

const COLUMNS = ['id', 'experiment', 'version'] as const;

/** The commit in a record, or null if its bytes are damaged or the store lists it under another name than its own. */
export function asWritten(record: CommitRecord): Commit | null {
  const commit = commitIn(record);
  return commit !== null && columnsAgree(record, commit) ? commit : null;
}

/** What is wrong with one entry by itself, under the name that it was written with; null if nothing is. */
export function damageOf(record: CommitRecord): BrokenLink | null {
  if (asWritten(record) !== null) return null;
  const commit = misplaced(record);
  if (commit === null) return { id: record.id, why: 'its bytes are not what was written' };
  const changed = COLUMNS.filter((column) => record[column] !== commit[column]);
  const found = changed.map((column) => `${column} ${record[column]}`).join(', ');
  return { id: commit.id, why: `it is listed with ${found}, which is not what was written` };
}

/** The intact commit in a record whose columns were changed, so that they no longer agree; null for any other record. */
export function misplaced(record: CommitRecord): Commit | null {
  if (record.id === `${record.experiment}:${record.version}`) return null;
  const commit = commitIn(record);
  if (commit === null) return null;
  const { hash, ...content } = commit;
  return hashOf(content) === hash ? commit : null;
}

function commitIn({ body }: CommitRecord): Commit | null {
  try {
    const commit: Commit = JSON.parse(body);
    return canonicalJson(commit) === body ? commit : null;
  } catch {
    return null;
  }
}

function columnsAgree(record: CommitRecord, commit: Commit): boolean {
  return (
    COLUMNS.every((column) => record[column] === commit[column]) &&
    commit.id === `${commit.experiment}:${commit.version}`
  );
}
