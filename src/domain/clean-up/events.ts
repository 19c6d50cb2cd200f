import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';

/** What happens from the decision to code without the flag. */
export type CleanUpEvent =
  | { readonly type: 'cleanUpStarted' }
  | {
      readonly type: 'cleanUpOpened';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'cleanUpFailed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] }
  | { readonly type: 'cleanUpRetried' }
  /** Of a shipped change: the flag stays for now. */
  | { readonly type: 'cleanUpMerged'; readonly mergedBy: string | null }
  /** A person took the flag out of the code by hand. */
  | { readonly type: 'flagGone' }
  | { readonly type: 'completed'; readonly mergedBy: string | null };
