import type { DraftState } from '#domain/code/draft.ts';

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

/** What is known of a launch before it: of code, or of a flag that carries all that differs. */
export interface Readiness {
  /** Keys of the experiments that the last launch was held back for; empty if it was not. */
  readonly heldBackFor: readonly string[];
  /** The first of the two votes that a launch takes at a high risk, and whose earlier one it stands for; left out if none waits. */
  readonly launchVote?: { readonly by: string; readonly lapsed?: string };
}

/** The implementation; null until its pull request is open. */
export interface CodeState extends Readiness {
  readonly pullRequest: PullRequestRecord;
  /** What the code host and reviewers said of it; left out by pull requests that an earlier version opened. */
  readonly draft?: DraftState;
}
