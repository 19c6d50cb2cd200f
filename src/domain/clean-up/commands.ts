import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';

/** What a person does about the clean-up. */
export type CleanUpPersonBody = { readonly name: 'retryCleanUp'; readonly message: string | null };

/** What the bot does and records of the clean-up. */
export type CleanUpBotBody =
  | { readonly name: 'startCleanUp' }
  | {
      readonly name: 'recordCleanUpPullRequest';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
      /** Paths that hold the flag after this pull request, too; left out if it takes out all that was found. */
      readonly left?: readonly string[];
      /** Names that stood for the flag key and are gone after this pull request; left out if there is none. */
      readonly names?: readonly string[];
    }
  | {
      readonly name: 'recordCleanUpFailure';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly name: 'recordCleanUpMerge'; readonly number: number; readonly mergedBy: string | null }
  /** No file that was looked through mentions the flag key any more, though no clean-up of ours was merged. */
  | {
      readonly name: 'recordFlagGone';
      /** Address of the commit that reverted the experiment's own pull request; left out if none did. */
      readonly revert?: string;
    }
  /**
   * The code still holds the flag although a clean-up pull request was merged: `number` is the one whose merge was noticed just now;
   * null if the code was clean before. `places` are paths.
   */
  | {
      readonly name: 'recordFlagLeft';
      readonly number: number | null;
      readonly mergedBy: string | null;
      readonly places: readonly string[];
      /** Address of the commit that reverted the clean-up; left out if none is known. */
      readonly revert?: string;
    }
  | { readonly name: 'finishCleanUp' };
