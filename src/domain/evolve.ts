import type { OpenedPullRequest } from '#domain/command.ts';
import { stillDead } from '#domain/dead-effects.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment, PullRequestRecord } from '#domain/experiment.ts';
import { isSameFlag } from '#domain/flag-settings.ts';

/** When and in which version of the experiment an event happened. */
export interface EventContext {
  readonly key: string;
  readonly version: number;
  readonly at: number;
}

type Change = Partial<Experiment>;

function born(event: Extract<ExperimentEvent, { type: 'proposed' }>, context: EventContext): Experiment {
  return {
    key: context.key,
    version: context.version,
    status: 'draft',
    request: event.request,
    requester: event.requester,
    authors: [event.requester],
    proposedAt: context.at,
    channel: event.channel,
    threadTs: null,
    messages: {},
    assessment: null,
    plan: null,
    planHash: null,
    opinion: null,
    comments: [],
    failure: null,
    approvals: [],
    pullRequest: null,
    cleanUp: null,
    codeCleanAt: null,
    flag: null,
    flagEffect: null,
    launchedAt: null,
    runningSince: null,
    pause: null,
    pauses: [],
    launchChecks: [],
    snapshots: [],
    watch: null,
    decision: null,
    pendingOverride: null,
    harm: null,
    cancellation: null,
    deadEffects: [],
    deathsTold: [],
    runs: [],
    endedAt: null,
  };
}

function opened(pullRequest: OpenedPullRequest): PullRequestRecord {
  return { ...pullRequest, mergedAt: null, mergedBy: null, closedAt: null };
}

function merged(
  record: PullRequestRecord | null,
  mergedBy: string | null,
  at: number,
): PullRequestRecord | null {
  return record === null ? null : { ...record, mergedAt: at, mergedBy, closedAt: null };
}

/** Either pull request, as it is since it was closed (a moment) or opened again (null). */
function closed({ pullRequest, cleanUp }: Experiment, number: number, closedAt: number | null): Change {
  if (cleanUp?.number === number) return { cleanUp: { ...cleanUp, closedAt } };
  return pullRequest?.number === number ? { pullRequest: { ...pullRequest, closedAt } } : {};
}

function withAuthor({ authors }: Experiment, by: string | undefined): readonly string[] {
  return by === undefined || authors.includes(by) ? authors : [...authors, by];
}

/** Design and review: everything up to the full approval. */
function evolveReview(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'designed':
      return {
        status: 'in-review',
        plan: event.plan,
        planHash: event.planHash,
        assessment: event.assessment,
        opinion: event.opinion,
        failure: null,
        approvals: [],
        runs: [...state.runs, ...event.runs],
      };
    case 'designFailed':
      return { failure: event.failure, assessment: event.assessment, runs: [...state.runs, ...event.runs] };
    case 'designRetried':
      return { failure: null };
    case 'requestEdited':
      return {
        status: 'draft',
        request: event.request,
        authors: withAuthor(state, event.by),
        failure: null,
        approvals: [],
        plan: null,
        planHash: null,
      };
    case 'changesRequested':
      return { status: 'draft', comments: [...state.comments, event.comment], approvals: [], failure: null };
    case 'approved':
      return {
        status: event.complete ? 'approved' : state.status,
        approvals: [...state.approvals, { person: event.person, planHash: event.planHash, at }],
      };
    case 'rejected':
    case 'cancelled':
      return {
        status: 'cancelled',
        cancellation: { person: event.person, reason: event.reason },
        endedAt: at,
      };
    default:
      return null;
  }
}

/** Implementation and launch: from the first line of code to the full split. */
function evolveLaunch(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'implementationStarted':
      return { status: 'implementing', failure: null };
    case 'pullRequestOpened':
      return {
        status: 'implemented',
        pullRequest: opened(event.pullRequest),
        runs: [...state.runs, ...event.runs],
      };
    case 'implementationFailed':
      return { status: 'approved', failure: event.failure, runs: [...state.runs, ...event.runs] };
    case 'implementationRetried':
      return { failure: null };
    case 'merged':
      return { pullRequest: merged(state.pullRequest, event.mergedBy, at) };
    case 'launched':
      return { status: 'verifying', launchedAt: at };
    case 'launchChecked':
      return event.passed
        ? { status: 'running', runningSince: at, launchChecks: event.checks }
        : { launchChecks: event.checks };
    case 'flagChanged':
      // A vote was cast on the flag as it was: buttons are bound to its version, so nobody could confirm it any more.
      return {
        flag: event.flag,
        flagEffect: event.effect,
        pendingOverride: isSameFlag(state.flag, event.flag) ? state.pendingOverride : null,
      };
    default:
      return null;
  }
}

/** Looks, decisions and their undoing. */
function evolveDecision(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'looked':
      return {
        snapshots: [...state.snapshots, event.snapshot],
        status: event.asksForDecision ? 'deciding' : state.status,
        pendingOverride: null,
      };
    case 'watched':
      return { watch: event.snapshot };
    case 'stoppedForHarm':
      return { status: 'killed', harm: event.metric };
    case 'paused':
      return {
        status: 'paused',
        pause: { from: state.status, at, person: event.person, reason: event.reason },
      };
    case 'resumed':
      return {
        status: state.pause?.from ?? 'running',
        pause: null,
        pauses: state.pause === null ? state.pauses : [...state.pauses, { from: state.pause.at, until: at }],
      };
    case 'overrideProposed':
      return { pendingOverride: event.override };
    case 'decided':
      return { status: 'decided', decision: event.record, pendingOverride: null };
    case 'keptRunning':
      return { status: 'running', pendingOverride: null };
    case 'decisionUndone':
      return { status: 'deciding', decision: null };
    default:
      return null;
  }
}

/** The clean-up, and what holds at any status: messages and effects. */
function evolveRest(state: Experiment, event: ExperimentEvent, context: EventContext): Change {
  switch (event.type) {
    case 'cleanUpStarted':
      return { status: 'cleaning-up', failure: null };
    case 'cleanUpOpened':
      return { cleanUp: opened(event.pullRequest), failure: null, runs: [...state.runs, ...event.runs] };
    case 'cleanUpFailed':
      return { failure: event.failure, runs: [...state.runs, ...event.runs] };
    case 'cleanUpRetried':
      return { failure: null };
    case 'pullRequestClosed':
      return closed(state, event.number, context.at);
    case 'pullRequestReopened':
      return closed(state, event.number, null);
    case 'cleanUpMerged':
      return { cleanUp: merged(state.cleanUp, event.mergedBy, context.at), codeCleanAt: context.at };
    case 'flagGone':
      return { codeCleanAt: context.at, failure: null };
    case 'completed':
      return completedChange(state, event, context.at);
    case 'posted':
      return postedChange(state, event);
    case 'effectDied':
      return {
        deadEffects: [...state.deadEffects, event.death],
        deathsTold: [...new Set([...state.deathsTold, event.death.effect])],
      };
    case 'effectRetried':
      return {
        deadEffects: state.deadEffects.filter((death) => death.effect !== event.effect),
        deathsTold: state.deathsTold.filter((told) => told !== event.effect || event.person === null),
      };
    default:
      return {};
  }
}

/** Where the code was found clean before, the end brings no merge. */
function completedChange(
  state: Experiment,
  event: Extract<ExperimentEvent, { type: 'completed' }>,
  at: number,
): Change {
  const { cleanUp, codeCleanAt } = state;
  return {
    status: 'completed',
    cleanUp: codeCleanAt === null ? merged(cleanUp, event.mergedBy, at) : cleanUp,
    codeCleanAt: codeCleanAt ?? at,
    endedAt: at,
  };
}

function postedChange(state: Experiment, event: Extract<ExperimentEvent, { type: 'posted' }>): Change {
  const { version } = commitOfEffect(event.effect);
  const message = { topic: event.topic, ts: event.ts, version };
  return {
    messages: { ...state.messages, [event.effect]: message },
    threadTs: event.topic === 'card' ? event.ts : state.threadTs,
  };
}

/**
 * Folds one event into the state. Total: an event that does not fit a state leaves it as it is.
 * `state` is null before `proposed`; any other first event gives null.
 */
export function evolve(
  state: Experiment | null,
  event: ExperimentEvent,
  context: EventContext,
): Experiment | null {
  if (event.type === 'proposed') return born(event, context);
  if (state === null) return null;
  const change =
    evolveReview(state, event, context.at) ??
    evolveLaunch(state, event, context.at) ??
    evolveDecision(state, event, context.at) ??
    evolveRest(state, event, context);
  const deadEffects = stillDead(change.deadEffects ?? state.deadEffects, event);
  return { ...state, ...change, deadEffects, version: context.version };
}
