import type { PullRequestRecord } from '#domain/code/state.ts';

/** What the code still holds of the flag. */
export interface FlagLeft {
  /** Paths of the files, sorted. */
  readonly places: readonly string[];
  /** Since when it is known, milliseconds since the Unix epoch. */
  readonly since: number;
  /** True if the next clean-up pull request is due without a person. */
  readonly goesOn: boolean;
  /** Address of the commit that reverted the clean-up; left out if none is known. */
  readonly revert?: string;
}

/** The clean-up; null before it begins. */
export interface CleanUpState {
  /** Null until it is open, and for good if the flag was taken out by hand. */
  readonly pullRequest: PullRequestRecord | null;
  /** Since when the code is known to be without the flag, milliseconds since the Unix epoch; null before. */
  readonly codeCleanAt: number | null;
  /** Clean-up pull requests that were merged before this one, oldest first; left out if there is none. */
  readonly earlier?: readonly PullRequestRecord[];
  /** Names that stood for the flag key in the code and that the pull requests take out; left out if none is known. */
  readonly names?: readonly string[];
  /** Address of the commit that took the whole experiment out of the code; left out if none did. */
  readonly revert?: string;
  /** Left out if nothing is known to be left. */
  readonly left?: FlagLeft;
}

/** The clean-up whose next pull request is due without a person, if the code still holds something of the flag. */
export function withNextDue(cleanUp: CleanUpState | null): CleanUpState | null {
  return cleanUp?.left === undefined ? cleanUp : { ...cleanUp, left: { ...cleanUp.left, goesOn: true } };
}
