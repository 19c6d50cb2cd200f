import type { PullRequestRecord } from '#domain/code/state.ts';

/** The clean-up; null before it begins. */
export interface CleanUpState {
  /** Null until it is open, and for good if the flag was taken out by hand. */
  readonly pullRequest: PullRequestRecord | null;
  /** Since when the code is known to be without the flag, milliseconds since the Unix epoch; null before. */
  readonly codeCleanAt: number | null;
}
