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
    }
  | {
      readonly name: 'recordCleanUpFailure';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly name: 'recordCleanUpMerge'; readonly number: number; readonly mergedBy: string | null }
  /** No file that was looked through mentions the flag key any more, though no clean-up of ours was merged. */
  | { readonly name: 'recordFlagGone' }
  | { readonly name: 'finishCleanUp' };
