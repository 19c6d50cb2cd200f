import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';

/** What happens from the decision to code without the flag. */
export type CleanUpEvent =
  | { readonly type: 'cleanUpStarted' }
  | {
      readonly type: 'cleanUpOpened';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
      /** Left out if the pull request takes out all that was found. */
      readonly left?: readonly string[];
      /** Left out if no name stood for the flag key. */
      readonly names?: readonly string[];
    }
  | { readonly type: 'cleanUpFailed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] }
  | { readonly type: 'cleanUpRetried' }
  /** Of a shipped change: the flag stays for now. */
  | { readonly type: 'cleanUpMerged'; readonly mergedBy: string | null }
  /** The code still holds the flag: after a merge, or at the last look before the flag would have been removed. */
  | {
      readonly type: 'flagLeft';
      readonly mergedBy: string | null;
      readonly places: readonly string[];
      readonly goesOn: boolean;
      /** Left out if no commit that reverted the clean-up is known. */
      readonly revert?: string;
    }
  /** A person took the flag out of the code by hand, or, with `revert`, reverted the experiment's pull request by that commit. */
  | { readonly type: 'flagGone'; readonly revert?: string }
  | { readonly type: 'completed'; readonly mergedBy: string | null };
