import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { CodeChecks } from '#domain/code/checks.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { Revision, Unbegun } from '#domain/code/draft.ts';

/** What happens from the approved plan to merged code, and to either pull request. */
export type CodeEvent =
  | { readonly type: 'implementationStarted' }
  | {
      readonly type: 'pullRequestOpened';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  /** No code is needed: the flag carries the configurations of the variants. */
  | { readonly type: 'configured' }
  | {
      readonly type: 'implementationFailed';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'implementationRetried' }
  | { readonly type: 'checksRead'; readonly checks: CodeChecks }
  /** The branch holds a commit that the bot did not make. */
  | { readonly type: 'branchTakenOver'; readonly head: string }
  | { readonly type: 'revisionBegan'; readonly revision: Revision }
  | { readonly type: 'revisionNotBegun'; readonly revision: Revision; readonly why: Unbegun }
  | {
      readonly type: 'codeRevised';
      readonly head: string;
      readonly files: readonly string[];
      readonly testPaths: readonly string[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly type: 'revisionFailed';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'readyAsked'; readonly person: string }
  | { readonly type: 'draftReady' }
  | { readonly type: 'merged'; readonly mergedBy: string | null }
  | { readonly type: 'pullRequestClosed'; readonly number: number }
  | { readonly type: 'pullRequestReopened'; readonly number: number };
