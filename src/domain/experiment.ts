import type { AgentFailure, AgentRun, Assessment, Narrative, PolicyOpinion } from '#domain/agent-output.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import type { PastPause } from '#domain/looks/running-time.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { PostedTopic } from '#domain/topic.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

export type Decision = 'ship' | 'kill' | 'end-without-winner' | 'keep-running';

export interface PostedMessage {
  readonly topic: PostedTopic;
  readonly ts: string;
  /** Version of the commit whose effect posted it: folding up to it renders the same message again. */
  readonly version: number;
}

export interface Approval {
  readonly person: string;
  readonly planHash: string;
  readonly at: number;
}

export interface PullRequestRecord {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly files: readonly string[];
  readonly summary: string;
  readonly mergedAt: number | null;
  readonly mergedBy: string | null;
  /** While it is closed without being merged. */
  readonly closedAt: number | null;
}

/** The flag as the bot last left it; `version` is the vendor's, so that edits by others show. */
export interface FlagRecord {
  readonly key: string;
  readonly url: string;
  readonly version: string;
  readonly active: boolean;
  readonly rollout: number;
  readonly allocation: Readonly<Record<string, number>>;
}

/** One immutable, dated computation over a stated data window, bound to the plan by hash. */
export interface AnalysisSnapshot {
  readonly hash: string;
  readonly at: number;
  readonly from: number;
  readonly until: number;
  readonly scheduled: boolean;
  readonly analysis: Analysis;
  readonly verdict: Verdict;
  readonly narrative: Narrative | null;
}

export interface DecisionRecord {
  readonly decision: Decision;
  readonly by: readonly string[];
  readonly at: number;
  readonly snapshotHash: string;
  readonly recommendation: Recommendation;
  readonly overrides: boolean;
  readonly reason: string | null;
  readonly undoUntil: number;
  /** The flag before the decision, for the undo. */
  readonly flagBefore: FlagRecord;
}

/** A first vote for a decision against the recommendation, waiting for the second reviewer. */
export interface PendingOverride {
  readonly decision: Decision;
  readonly by: string;
  readonly reason: string;
  readonly snapshotHash: string;
}

/** Who stopped it for now and why; `from` is where it goes on. */
export interface Pause {
  readonly from: Status;
  readonly at: number;
  readonly person: string | null;
  readonly reason: string;
}

/** Who ended it before it ran, and why. */
export interface Cancellation {
  readonly person: string;
  readonly reason: string;
}

/** An effect that failed for good; a person may retry it. */
export interface DeadEffect {
  readonly effect: string;
  readonly kind: string;
  readonly code: string;
  readonly detail: string;
  /** The text of a stamp that failed: its press went on, so the stamp is made anew if a person tries again. */
  readonly stamp?: { readonly message: string; readonly text: string };
  /** The fault may pass by itself: the far side was not there. Left out by journals from before this was kept. */
  readonly mayPass?: boolean;
}

/** An experiment as the journal says: the fold of its events. */
export interface Experiment {
  readonly key: string;
  readonly version: number;
  readonly status: Status;
  readonly request: ExperimentRequest;
  readonly requester: string;
  /** Every person whose words the request holds: the requester and the later editors. None of them decides on it. */
  readonly authors: readonly string[];
  readonly proposedAt: number;
  readonly channel: string;
  /** The form it was proposed with: one form begins one experiment. Null if the journal does not say. */
  readonly form: string | null;
  readonly threadTs: string | null;
  readonly messages: Readonly<Record<string, PostedMessage>>;
  readonly assessment: Assessment | null;
  readonly plan: Plan | null;
  readonly planHash: string | null;
  readonly opinion: PolicyOpinion | null;
  readonly comments: readonly string[];
  readonly failure: AgentFailure | null;
  readonly approvals: readonly Approval[];
  readonly pullRequest: PullRequestRecord | null;
  readonly cleanUp: PullRequestRecord | null;
  /** Since when the code is known to be without the flag; null before. */
  readonly codeCleanAt: number | null;
  readonly flag: FlagRecord | null;
  /** Idempotency key of the effect that brought the flag there; null before the first. */
  readonly flagEffect: string | null;
  readonly launchedAt: number | null;
  /** Keys of the experiments that its last launch was held back for; empty if it was not. */
  readonly heldBackFor: readonly string[];
  readonly runningSince: number | null;
  /** While it is paused. */
  readonly pause: Pause | null;
  /** The pauses that are over, oldest first. */
  readonly pauses: readonly PastPause[];
  readonly launchChecks: readonly LaunchCheck[];
  /** Scheduled looks, oldest first. */
  readonly snapshots: readonly AnalysisSnapshot[];
  /** The newest look between the scheduled ones. */
  readonly watch: AnalysisSnapshot | null;
  readonly decision: DecisionRecord | null;
  readonly pendingOverride: PendingOverride | null;
  readonly harm: string | null;
  /** Set if a plan was rejected or an experiment was cancelled. */
  readonly cancellation: Cancellation | null;
  readonly deadEffects: readonly DeadEffect[];
  /** Effects whose death the thread was told of, since a person last tried them again. */
  readonly deathsTold: readonly string[];
  readonly runs: readonly AgentRun[];
  readonly endedAt: number | null;
}

/** A check of the canary before the real split: met or not, in words with its figures. */
export interface LaunchCheck {
  readonly key: string;
  readonly met: boolean;
  /** It could not be checked, and what it asks for is not held against the canary. */
  readonly unchecked?: true;
  readonly text: string;
}

/** Whether a canary may go on to the registered split: nothing that could be checked is wrong. */
export function isVerified(checks: readonly LaunchCheck[]): boolean {
  return checks.length > 0 && checks.every(({ met, unchecked }) => met || unchecked === true);
}

/** The newest scheduled snapshot, or null before the first look. */
export function latestSnapshot(experiment: Experiment): AnalysisSnapshot | null {
  return experiment.snapshots.at(-1) ?? null;
}
