import type { DraftState } from '#domain/code/draft.ts';
import type { Readiness } from '#domain/code/readiness.ts';

export interface PullRequestRecord {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly files: readonly string[];
  readonly summary: string;
  readonly mergedAt: number | null;
  readonly mergedBy: string | null;
  /** Since when it is closed without being merged; null if it is not. */
  readonly closedAt: number | null;
}

/** The implementation; null until its pull request is open. */
export interface CodeState extends Readiness {
  readonly pullRequest: PullRequestRecord;
  /** What the code host and reviewers said of it; left out by pull requests that an earlier version opened. */
  readonly draft?: DraftState;
}
