import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import type {
  Actor,
  AnalysisSnapshot,
  DeadEffect,
  Decision,
  FlagRecord,
  LaunchCheck,
} from '#domain/experiment.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import type { PostedTopic } from '#domain/topic.ts';

/** A pull request as the code host answered it. */
export interface OpenedPullRequest {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly files: readonly string[];
  readonly summary: string;
}

/** What is wanted, with everything the decision needs: `decide` reads nothing else. */
export type CommandBody =
  | {
      readonly name: 'propose';
      readonly request: ExperimentRequest;
      readonly channel: string;
      /** The form that was submitted, so that the same one is known again; journals from before this was kept do not say. */
      readonly form?: string;
    }
  | {
      readonly name: 'recordDesign';
      readonly plan: Plan;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordDesignFailure';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      readonly runs: readonly AgentRun[];
    }
  | { readonly name: 'retryDesign'; readonly message: string | null }
  | {
      readonly name: 'editRequest';
      readonly request: ExperimentRequest;
      readonly planHash: string | null;
      readonly message: string | null;
    }
  | {
      readonly name: 'requestChanges';
      readonly comment: string;
      readonly planHash: string;
      readonly message: string | null;
    }
  | { readonly name: 'approve'; readonly planHash: string; readonly message: string | null }
  | {
      readonly name: 'reject';
      readonly planHash: string;
      readonly reason: string;
      readonly message: string | null;
    }
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
  | { readonly name: 'retryImplementation'; readonly message: string | null }
  | { readonly name: 'recordMerge'; readonly number: number; readonly mergedBy: string | null }
  | {
      readonly name: 'launch';
      readonly planHash: string;
      /** Keys of live experiments on the same surface, looked up just before. */
      readonly conflicts: readonly string[];
      readonly message: string | null;
    }
  /** Of two that were launched on one surface at the same moment: takes this launch back. */
  | { readonly name: 'holdBack'; readonly conflicts: readonly string[] }
  | { readonly name: 'recordVerification'; readonly checks: readonly LaunchCheck[] }
  | { readonly name: 'recordLook'; readonly snapshot: AnalysisSnapshot }
  | { readonly name: 'pause'; readonly reason: string }
  | { readonly name: 'resume' }
  | {
      readonly name: 'decide';
      readonly decision: Decision;
      readonly planHash: string;
      readonly snapshotHash: string;
      readonly flagVersion: string;
      readonly reason: string | null;
      readonly message: string | null;
    }
  | { readonly name: 'undo'; readonly message: string | null }
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
  | { readonly name: 'retryCleanUp'; readonly message: string | null }
  | { readonly name: 'recordCleanUpMerge'; readonly number: number; readonly mergedBy: string | null }
  /** Of either pull request: closed without being merged, and opened again. */
  | { readonly name: 'recordClosure'; readonly number: number }
  | { readonly name: 'recordReopening'; readonly number: number }
  /** No file that was looked through mentions the flag key any more, though no clean-up of ours was merged. */
  | { readonly name: 'recordFlagGone' }
  | { readonly name: 'finishCleanUp' }
  | { readonly name: 'cancel'; readonly reason: string }
  | { readonly name: 'recordPost'; readonly effect: string; readonly topic: PostedTopic; readonly ts: string }
  | { readonly name: 'recordFlag'; readonly effect: string; readonly flag: FlagRecord | null }
  | { readonly name: 'recordEffectDeath'; readonly death: DeadEffect }
  | { readonly name: 'retryEffect'; readonly effect: string; readonly message: string | null };

export type CommandName = CommandBody['name'];

/** A command with who gives it and when (milliseconds since the Unix epoch). */
export type Command<Name extends CommandName = CommandName> = Extract<
  CommandBody,
  { readonly name: Name }
> & { readonly actor: Actor; readonly at: number };
