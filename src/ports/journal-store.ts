import type { Commit, Entry } from '#domain/commit.ts';

/** The journal: append-only commits per experiment. Adapters use single inserts only; no transaction anywhere. */
export interface JournalStore {
  /**
   * One insert of the commit together with its delivery state; the unique id decides between two writers.
   * `conflict` means that this version exists already: reload and decide again.
   */
  append(commit: Entry): Promise<'appended' | 'conflict'>;
  /** Commits of one experiment with a version above `afterVersion`, oldest first. */
  commits(experiment: string, afterVersion?: number): Promise<readonly Commit[]>;
  /**
   * The entries of one experiment exactly as the store has them, by version, for the audit: unlike `commits` it returns
   * damaged entries too.
   */
  records(experiment: string): Promise<readonly CommitRecord[]>;
  /** Keys of all experiments, sorted, after `afterKey`, at most `limit`. */
  experimentKeys(afterKey: string | null, limit: number): Promise<readonly string[]>;
  /** The same with the keys of all other streams, which begin with `$`. */
  streamKeys(afterKey: string | null, limit: number): Promise<readonly string[]>;
}

/** A commit as stored: `body` is its canonical JSON; the store finds it by the other fields. */
export interface CommitRecord {
  readonly id: string;
  readonly experiment: string;
  readonly version: number;
  readonly body: string;
}
