import { bold } from '#block-kit/mrkdwn.ts';
import { waitsWithFlagLeft } from '#domain/clean-up/guards.ts';
import { isReadyToLaunch, readinessOf } from '#domain/code/readiness.ts';
import { holdingUp } from '#domain/delivery/failed-effects.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import { hasToldReadingFault } from '#domain/looks/reading-faults.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import { isHeldForStart } from '#domain/schedule/start-phase.ts';
import type { Status } from '#domain/status.ts';
import { stuckOf } from '#domain/stuck.ts';
import { FLAG_CHANGED } from '#domain/tampering/choices.ts';
import { shipmentWords } from '#features/shipment-words.ts';

const NEXT: Readonly<Record<Status, string>> = {
  backlog: 'It is kept for later. Plan it from `/experiment backlog`, typed in the channel.',
  draft: 'The agents are working on the plan.',
  'in-review': 'Waiting for an approver to review the plan in the thread.',
  approved: 'The implementer is about to start.',
  implementing: 'The implementer is writing the code.',
  implemented: 'Waiting for the pull request to be reviewed and merged.',
  verifying:
    'A small canary runs. The bot checks that units are counted and split as planned, and that their events arrive.',
  running: 'Reports follow in the thread.',
  paused: 'No user meets the change until an approver resumes it.',
  deciding: 'Waiting for an approver to decide in the thread.',
  decided: 'The clean-up follows when the time to undo has passed.',
  'cleaning-up': 'The clean-up pull request is on its way.',
  completed: 'Nothing more to do: the code is clean and the flag is gone.',
  cancelled: 'Nothing more to do: the experiment is cancelled.',
  killed: 'The flag is off. The clean-up follows.',
};

const BY_HAND = 'The flag was changed by hand. Waiting for an approver to choose in the thread.';

/** What has to happen next, in one sentence. */
export function nextStep(experiment: Experiment): string {
  const isByHand = experiment.tampering.open !== null;
  // What stopped at the change by hand goes on by itself once that is settled.
  const count = holdingUp(experiment).filter((failed) => !isByHand || failed.code !== FLAG_CHANGED).length;
  if (count > 0) {
    return `Stuck: ${count === 1 ? 'a step' : `${count} steps`} failed. Press Try again in the thread, or choose it in the menu here.`;
  }
  if (isByHand) return BY_HAND;
  if (stuckOf(experiment) === 'asks-questions') {
    return 'The plan waits for an answer. Press Answer in the thread.';
  }
  if (stuckOf(experiment) === 'needs-edit') {
    return `This is not possible as asked. Edit the request in the thread, or choose ${bold('End')} in the menu here.`;
  }
  if (stuckOf(experiment) === 'asks-requester') {
    return experiment.failure?.reason === 'not-chosen'
      ? 'Nothing in the settings fits a part of the idea. Press Edit request in the thread and choose.'
      : 'A comment asks for another request. Press Edit request in the thread to take it over, or Try again to keep the request.';
  }
  if (stuckOf(experiment) === 'agent-failed') {
    const edit = experiment.status === 'draft' ? ', or edit the request' : '';
    return `An agent could not finish. Press Try again in the thread${edit}.`;
  }
  if (hasToldReadingFault(experiment)) {
    return 'The bot cannot read the figures now. The thread says why and what to do.';
  }
  if (isShipmentPaused(experiment))
    return 'The shipped change is off until an approver resumes it. The clean-up waits.';
  if (experiment.ended?.rejected === true) return 'Nothing more to do: the plan was rejected.';
  if (experiment.status === 'in-review' && validApprovals(experiment).length > 0)
    return 'One approver has approved the plan. Waiting for a second one to review it in the thread.';
  return codeStep(experiment) ?? shipmentWords(experiment) ?? NEXT[experiment.status];
}

/** Who launches what is ready. */
function launchStep(experiment: Experiment): string {
  const ready = experiment.code === null ? 'Ready' : 'Merged';
  if (isHeldForStart({ start: experiment.start ?? null }))
    return `${ready}. It waits for its planned start; the thread says when that is.`;
  return readinessOf(experiment)?.launchVote === undefined
    ? `${ready}. Waiting for an approver to launch it in the thread.`
    : `${ready}. One approver wants to launch it. Waiting for a second one to confirm that in the thread.`;
}

/** What has to happen with the pull request that the experiment waits for; null if it waits for none. */
function codeStep(experiment: Experiment): string | null {
  const { status, code: implementation, cleanUp } = experiment;
  const pullRequest = implementation?.pullRequest ?? null;
  const cleaning = cleanUp?.pullRequest ?? null;
  if (status === 'implemented' && isReadyToLaunch(experiment)) return launchStep(experiment);
  if (status === 'implemented' && pullRequest !== null) {
    if (pullRequest.closedAt === null) return null;
    return `Pull request #${pullRequest.number} was closed. Reopen it, or choose ${bold('End')} in the menu here.`;
  }
  if (status === 'cleaning-up' && cleanUp?.codeCleanAt != null) {
    return 'The code is clean. The flag stays on for a day, so that the code can be deployed; then the bot removes the flag.';
  }
  if (status === 'cleaning-up' && waitsWithFlagLeft({ cleanUp })) {
    return 'The code still holds the flag, so the flag stays. The thread says which files do; then press Try again there.';
  }
  if (status !== 'cleaning-up' || cleaning === null) return null;
  if (cleaning.closedAt === null) return 'Waiting for the clean-up pull request to be merged.';
  return `Clean-up pull request #${cleaning.number} was closed. Reopen it; if the flag was taken out by hand, press Try again in the thread.`;
}
