import type { ExperimentEvent } from '#domain/event.ts';
import type { EventContext } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The state right after the proposal. */
export function born(
  event: Extract<ExperimentEvent, { type: 'proposed' }>,
  context: EventContext,
): Experiment {
  return {
    key: context.key,
    version: context.version,
    status: 'draft',
    request: event.request,
    requester: event.requester,
    authors: [event.requester],
    proposedAt: context.at,
    channel: event.channel,
    form: event.form ?? null,
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
    heldBackFor: [],
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
