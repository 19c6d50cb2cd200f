import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { CodeChecks } from '#domain/code/checks.ts';
import type { MadeCommits, ReviewRemark } from '#domain/code/draft.ts';

/** A pull request as the code host answered it. */
export interface OpenedPullRequest {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly files: readonly string[];
  readonly summary: string;
  /** Its commits; left out by versions that did not follow its checks. */
  readonly made?: MadeCommits;
}

/** What a person does about the implementation. */
export type CodePersonBody =
  | {
      readonly name: 'retryImplementation';
      readonly message: string | null;
      /** What the agents should know, as the person typed it; left out if nothing was typed. */
      readonly hint?: string;
    }
  /** Marks the draft ready for review. `head` is the commit whose checks the person saw. */
  | { readonly name: 'markReady'; readonly head: string };

/** What the bot records of the implementation and of either pull request. */
export type CodeBotBody =
  | { readonly name: 'startImplementation' }
  | {
      readonly name: 'recordPullRequest';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  /** The flag carries what differs, so no code is written. */
  | { readonly name: 'recordConfigured' }
  | {
      readonly name: 'recordImplementationFailure';
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordChecks';
      readonly number: number;
      readonly checks: CodeChecks;
      /** The bot's newest commit when the reading began; left out by versions that did not compare it. */
      readonly drafted?: string;
    }
  /** New remarks by people who may write to the repository; of all others the bot takes none up. */
  | { readonly name: 'takeUpRemarks'; readonly number: number; readonly remarks: readonly ReviewRemark[] }
  | {
      readonly name: 'recordRevision';
      /** The commit that it was made on. */
      readonly on: string;
      readonly head: string;
      readonly files: readonly string[];
      readonly testPaths: readonly string[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordRevisionFailure';
      readonly on: string;
      readonly failure: AgentFailure;
      readonly runs: readonly AgentRun[];
    }
  | { readonly name: 'recordReady'; readonly head: string }
  | { readonly name: 'recordMerge'; readonly number: number; readonly mergedBy: string | null }
  /** Of either pull request: closed without being merged, and opened again. */
  | { readonly name: 'recordClosure'; readonly number: number }
  | { readonly name: 'recordReopening'; readonly number: number };
