import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';

/** A pull request as the code host answered it. */
export interface OpenedPullRequest {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly files: readonly string[];
  readonly summary: string;
}

/** What a person does about the implementation. */
export type CodePersonBody = { readonly name: 'retryImplementation'; readonly message: string | null };

/** What the bot records of the implementation and of either pull request. */
export type CodeBotBody =
  | { readonly name: 'startImplementation' }
  | {
      readonly name: 'recordPullRequest';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordImplementationFailure';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly name: 'recordMerge'; readonly number: number; readonly mergedBy: string | null }
  /** Of either pull request: closed without being merged, and opened again. */
  | { readonly name: 'recordClosure'; readonly number: number }
  | { readonly name: 'recordReopening'; readonly number: number };
