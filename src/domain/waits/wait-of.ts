import { waitsWithFlagLeft } from '#domain/clean-up/guards.ts';
import { isReadyToLaunch } from '#domain/code/readiness.ts';
import { holdingUp } from '#domain/delivery/failed-effects.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import { hasToldReadingFault } from '#domain/looks/reading-faults.ts';
import { isHeldForStart } from '#domain/schedule/start-phase.ts';
import type { Status } from '#domain/status.ts';
import { FLAG_CHANGED } from '#domain/tampering/choices.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What each status waits for; a status that is left out does not compile. Null if the bot itself goes on. */
const OF: Readonly<Record<Status, (experiment: Experiment) => WaitAct | null>> = {
  backlog: () => null,
  draft: ({ failure }) =>
    failure?.reason === 'has-questions' ? 'answer-questions' : mending(failure, 'mend-request'),
  'in-review': () => 'review',
  approved: ({ failure }) => mending(failure, 'implement-again'),
  implementing: () => null,
  implemented: (experiment) => {
    const { code, start = null } = experiment;
    if (isReadyToLaunch(experiment)) return isHeldForStart({ start }) ? null : 'launch';
    return code?.pullRequest.closedAt == null ? 'review-code' : 'reopen-code';
  },
  verifying: (experiment) =>
    (experiment.launch?.told ?? []).length > 0 ? 'mend-launch' : unread(experiment),
  running: (experiment) => pending(experiment) ?? unread(experiment),
  paused: (experiment) => pending(experiment) ?? 'resume',
  deciding: (experiment) => (experiment.decision.pendingOverride === null ? 'decide' : 'confirm'),
  decided: (experiment) => (isShipmentPaused(experiment) ? 'resume' : null),
  'cleaning-up': (experiment) => (isShipmentPaused(experiment) ? 'resume' : cleaning(experiment)),
  killed: () => null,
  completed: () => null,
  cancelled: () => null,
};

/** What an experiment waits for people to do, first what holds up everything else; null if it waits for no person. */
export function waitOf(experiment: Experiment): WaitAct | null {
  const isByHand = experiment.tampering.open !== null;
  // What stopped at the change by hand goes on by itself once that is settled.
  const failed = holdingUp(experiment).filter(({ code }) => !isByHand || code !== FLAG_CHANGED);
  if (failed.length > 0) return 'try-again';
  return isByHand ? 'settle-flag' : OF[experiment.status](experiment);
}

/** Who has to act after a failure of the agents; null if there is none, or if they go on by themselves on another day. */
function mending(failure: Experiment['failure'], act: WaitAct): WaitAct | null {
  if (failure === null || failure.reason === 'day-ceiling') return null;
  return failure.reason === 'ceiling' ? 'allow-more' : act;
}

/** A vote or a change of the plan that a second person has to confirm. */
function pending({ decision, design }: Experiment): WaitAct | null {
  if (decision.pendingOverride !== null) return 'confirm';
  return design?.pendingAmendment == null ? null : 'approve-amendment';
}

function unread(experiment: Experiment): WaitAct | null {
  return hasToldReadingFault(experiment) ? 'mend-reading' : null;
}

function cleaning({ failure, cleanUp }: Experiment): WaitAct | null {
  if (failure !== null) return mending(failure, 'clean-up-again');
  if (waitsWithFlagLeft({ cleanUp })) return 'clean-up-again';
  const pull = cleanUp?.pullRequest ?? null;
  if (pull === null || pull.mergedAt !== null || cleanUp?.codeCleanAt != null) return null;
  return pull.closedAt === null ? 'merge-clean-up' : 'reopen-clean-up';
}
