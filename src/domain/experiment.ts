import type { AgentFailure, AgentRun, Assessment } from '#domain/agent-output.ts';
import type { AlertsState } from '#domain/alerts/state.ts';
import { assured } from '#domain/assured.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';
import type { Priority } from '#domain/backlog/priority.ts';
import type { CleanUpState } from '#domain/clean-up/state.ts';
import type { CodeState, Readiness } from '#domain/code/state.ts';
import type { DecisionState } from '#domain/decision/state.ts';
import type { DeliveryRecord } from '#domain/delivery/state.ts';
import type { AnsweredRound } from '#domain/design/answers.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import type { DesignState } from '#domain/design/state.ts';
import type { HealingState } from '#domain/healing/state.ts';
import type { FlagRecord, LaunchState } from '#domain/launch/state.ts';
import type { AnalysisSnapshot, LookState } from '#domain/looks/state.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { PlannedStart } from '#domain/schedule/state.ts';
import type { ShippingState } from '#domain/shipping/state.ts';
import type { Status } from '#domain/status.ts';
import type { TamperingState } from '#domain/tampering/state.ts';
import type { UnattendedState } from '#domain/unattended/state.ts';
import type { WaitState } from '#domain/waits/state.ts';

/** Who proposed the experiment, and what was said of the request. */
export interface ProposalState {
  readonly requester: string;
  /** All who wrote a part of the request: the requester, and every later editor. None of them decides on it. */
  readonly authors: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The form it was proposed with: one form begins one experiment. Null if the journal does not say. */
  readonly form: string | null;
  /** The design that came with the request, until the first plan or a change of it; left out if the designer is asked. */
  readonly given?: GivenDesign;
  /** The key of the experiment that it follows up; left out if it follows none. */
  readonly parent?: string;
  /** What the idea came from; left out if a person typed it. */
  readonly source?: IdeaSource;
  /** How soon it is worth planning; left out if no person said so. */
  readonly priority?: Priority;
  /** Who planned it after it was kept for later, and in which version; left out if it was not. */
  readonly planned?: { readonly by: string; readonly at: number; readonly version: number };
  /** The supervisor's newest assessment of the request; null before the first. */
  readonly assessment: Assessment | null;
  /** What people answered to the supervisor, oldest first; left out if it asked nothing of this idea. */
  readonly answered?: readonly AnsweredRound[];
  /** Who wants the request planned against the advice of the supervisor, and why; left out if it is not overruled. */
  readonly overruled?: { readonly reason: string; readonly by: string };
  /** What reviewers asked to change, oldest first. */
  readonly comments: readonly string[];
  /** Whose approvals the newest change of the request or the plan made void; left out if it made none. */
  readonly voided?: readonly string[];
  /** The requester gave the idea alone, and the rest of the request is not chosen yet; left out otherwise. */
  readonly leftOpen?: true;
  /** What was chosen in place of the requester and still stands; left out if nothing ever was. */
  readonly choices?: readonly ProposedChoice[];
  /** What could be chosen of a request that is still open, or what the newest comment asks to change; left out otherwise. */
  readonly chosen?: Partial<ExperimentRequest>;
  /** People have seen an objection to the goal and gone on: the designer makes no second one. Left out if there was none. */
  readonly goalSettled?: true;
}

/** Who ended it before it ran, and why. */
export interface Cancellation {
  readonly person: string;
  readonly reason: string;
}

/** The end: completed, cancelled by a person, or withdrawn by the bot. */
export interface Ended {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly cancellation: Cancellation | null;
  /** For how many days no person had answered its plan; left out unless it was withdrawn for that. */
  readonly withdrawnAfterDays?: number;
  /** The cancellation was the rejection of its plan in the review; left out otherwise. */
  readonly rejected?: true;
}

/** An experiment as the journal says: the fold of its events. A phase that has not begun is null, or empty. */
export interface Experiment {
  readonly key: string;
  readonly version: number;
  readonly status: Status;
  /** What is asked for, as last edited. */
  readonly request: ExperimentRequest;
  /** Why the agents' work of the present phase has no result; null if it has one or is under way. */
  readonly failure: AgentFailure | null;
  /** Why the implementation that a person has tried again had failed; left out if none was tried again. */
  readonly failedBefore?: AgentFailure;
  /** Every call of a model, oldest first. */
  readonly runs: readonly AgentRun[];
  /** When people set the agents to work anew, oldest first (milliseconds since the Unix epoch), the newest alone; left out before that. */
  readonly asked?: readonly number[];
  /** How often an approver allowed the agents as much again; left out before the first time. */
  readonly raised?: number;
  /** As last recorded, at any status; null before it is made and after it is removed. */
  readonly flag: FlagRecord | null;
  readonly proposal: ProposalState;
  readonly design: DesignState | null;
  readonly code: CodeState | null;
  /** Its flag carries the configurations of its variants, so there is no code; left out if there is, and before. */
  readonly configured?: Readiness;
  /** When it is to start; null if that was dropped, left out if no start was ever planned. */
  readonly start?: PlannedStart | null;
  readonly launch: LaunchState | null;
  readonly looks: LookState;
  readonly decision: DecisionState;
  readonly cleanUp: CleanUpState | null;
  readonly tampering: TamperingState;
  /** How far a shipped change has come; null after an undo, left out if nothing was shipped step by step. */
  readonly shipping?: ShippingState | null;
  /** Left out if nothing goes on without a person. */
  readonly unattended?: UnattendedState;
  /** What it waits for people to do; left out if it waits for none. */
  readonly waiting?: WaitState;
  readonly delivery: DeliveryRecord;
  /** What became of its alerts; left out before the first. */
  readonly alerts?: AlertsState;
  /** Left out if the chat service lost nothing. */
  readonly healing?: HealingState;
  /** Null until it is completed or cancelled. */
  readonly ended: Ended | null;
}

/** The design, which every experiment has from its review on. Throws `domain.unguarded` before that. */
export function designOf(experiment: Experiment): DesignState {
  return assured(experiment.design, 'a plan');
}

/** The launch, which every experiment has from its canary on. Throws `domain.unguarded` before that. */
export function launchOf(experiment: Experiment): LaunchState {
  return assured(experiment.launch, 'a launch');
}

/** The newest scheduled snapshot, or null before the first look. */
export function latestSnapshot(experiment: Experiment): AnalysisSnapshot | null {
  return experiment.looks.snapshots.at(-1) ?? null;
}
