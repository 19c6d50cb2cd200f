import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';

/** What happens from the approved plan to merged code, and to either pull request. */
export type CodeEvent =
  | { readonly type: 'implementationStarted' }
  | {
      readonly type: 'pullRequestOpened';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly type: 'implementationFailed';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'implementationRetried' }
  | { readonly type: 'merged'; readonly mergedBy: string | null }
  | { readonly type: 'pullRequestClosed'; readonly number: number }
  | { readonly type: 'pullRequestReopened'; readonly number: number };
