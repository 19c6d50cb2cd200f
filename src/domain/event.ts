import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/command.ts';
import type {
  AnalysisSnapshot,
  DeadEffect,
  DecisionRecord,
  FlagRecord,
  LaunchCheck,
  PendingOverride,
} from '#domain/experiment.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import type { PostedTopic } from '#domain/topic.ts';

/** What happened. Events are facts: they are never changed and never refused. */
export type ExperimentEvent =
  | {
      readonly type: 'proposed';
      readonly request: ExperimentRequest;
      readonly requester: string;
      readonly channel: string;
      /** The form it came from; journals from before this was kept do not say. */
      readonly form?: string;
    }
  | {
      readonly type: 'designed';
      readonly plan: Plan;
      readonly planHash: string;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly type: 'designFailed';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'designRetried' }
  | {
      readonly type: 'requestEdited';
      readonly request: ExperimentRequest;
      /** Who edited it; journals from before this was kept do not say. */
      readonly by?: string;
    }
  | { readonly type: 'changesRequested'; readonly comment: string; readonly by: string }
  | {
      readonly type: 'approved';
      readonly person: string;
      readonly planHash: string;
      readonly complete: boolean;
    }
  | { readonly type: 'rejected'; readonly person: string; readonly reason: string }
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
  | { readonly type: 'launched'; readonly person: string }
  /** Another one, launched at the same moment, has the surface. */
  | { readonly type: 'heldBack'; readonly conflicts: readonly string[] }
  | { readonly type: 'launchChecked'; readonly checks: readonly LaunchCheck[]; readonly passed: boolean }
  | { readonly type: 'looked'; readonly snapshot: AnalysisSnapshot; readonly asksForDecision: boolean }
  /** A look between the scheduled ones: progress, health and harm only. */
  | { readonly type: 'watched'; readonly snapshot: AnalysisSnapshot }
  | { readonly type: 'stoppedForHarm'; readonly metric: string; readonly variant: string }
  | { readonly type: 'paused'; readonly person: string | null; readonly reason: string }
  | { readonly type: 'resumed'; readonly person: string }
  | { readonly type: 'overrideProposed'; readonly override: PendingOverride }
  | { readonly type: 'decided'; readonly record: DecisionRecord }
  | { readonly type: 'keptRunning'; readonly person: string }
  | { readonly type: 'decisionUndone'; readonly person: string }
  | { readonly type: 'cleanUpStarted' }
  | {
      readonly type: 'cleanUpOpened';
      readonly pullRequest: OpenedPullRequest;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'cleanUpFailed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] }
  | { readonly type: 'cleanUpRetried' }
  | { readonly type: 'pullRequestClosed'; readonly number: number }
  | { readonly type: 'pullRequestReopened'; readonly number: number }
  /** Of a shipped change: the flag stays for now. */
  | { readonly type: 'cleanUpMerged'; readonly mergedBy: string | null }
  /** Somebody took the flag out of the code by hand. */
  | { readonly type: 'flagGone' }
  | { readonly type: 'completed'; readonly mergedBy: string | null }
  | { readonly type: 'cancelled'; readonly person: string; readonly reason: string }
  | { readonly type: 'posted'; readonly effect: string; readonly topic: PostedTopic; readonly ts: string }
  | { readonly type: 'flagChanged'; readonly effect: string; readonly flag: FlagRecord | null }
  | { readonly type: 'effectDied'; readonly death: DeadEffect }
  /** `person`: null where the bot tries again by itself; left out by journals from before it did. */
  | { readonly type: 'effectRetried'; readonly effect: string; readonly person?: string | null };

export type EventOf<Type extends ExperimentEvent['type']> = Extract<ExperimentEvent, { readonly type: Type }>;
