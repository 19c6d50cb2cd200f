import { PERMISSIONS } from '#domain/authority/permissions.ts';
import type { Command } from '#domain/command.ts';
import { firstVote } from '#domain/decision/override.ts';
import { asksForReason, isEarlyEnd, type Vote, votesNeeded } from '#domain/decision/quorum.ts';
import { shippableVariant, shippedVariant } from '#domain/decision/shipped-variant.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { againstShipping, conditionWords } from '#domain/launch/release-conditions.ts';
import { leavesOthers, stillInRace } from '#domain/looks/drop.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { exactStatus } from '#domain/status.ts';

type Decide = Command<'decide'>;

/** Before a look asks for a decision, it can only be ended. */
export function isDecidableNow(
  experiment: Experiment,
  { decision }: Pick<Decide, 'decision'>,
): Refusal | null {
  const only = PERMISSIONS[`decide ${decision}`].while;
  return unless(
    only === undefined || only.includes(experiment.status),
    'not-now',
    `Deciding is not possible now: the experiment is ${exactStatus(experiment.status)}. Until a look asks for a decision, an approver can only end it, with a reason.`,
  );
}

/** There is a flag that the decision can change, and a look to decide on; an end before it needs none. */
export function hasEvidence(experiment: Experiment): Refusal | null {
  const hasLook = latestSnapshot(experiment) !== null || isEarlyEnd(experiment);
  return unless(
    hasLook && experiment.flag !== null,
    'too-early',
    'There is no look to decide on yet. Wait for the first report in the thread.',
  );
}

/** The person saw the newest look. */
export function sawNewestLook(
  experiment: Experiment,
  { snapshotHash }: Pick<Decide, 'snapshotHash'>,
): Refusal | null {
  return unless(
    (latestSnapshot(experiment)?.hash ?? '') === snapshotHash,
    'stale',
    'There is a newer look than the one this button belongs to. Decide on the newest report in the thread.',
  );
}

/** The flag is as it was when the person was asked. */
export function sawFlag(
  { flag, status }: Experiment,
  { flagVersion }: Pick<Decide, 'flagVersion'>,
): Refusal | null {
  return unless(
    flag?.version === flagVersion,
    'stale',
    status === 'paused'
      ? 'The experiment is paused, so the flag is not as this report shows it. Resume it to decide on the report, or choose End in the menu of the card.'
      : 'The flag has changed since this report. Decide on the newest report in the thread.',
  );
}

/** Nothing is kept running past the registered end: its error budget is spent. */
export function isWithinRegisteredEnd(
  experiment: Experiment,
  { decision }: Pick<Decide, 'decision'>,
): Refusal | null {
  return unless(
    decision !== 'keep-running' || latestSnapshot(experiment)?.analysis.final !== true,
    'too-late',
    'The registered end is reached and its error budget is spent. Later looks would prove more than the data hold. Ship, or end it and plan a follow-up.',
  );
}

/** Of several treatments the look says which one to ship. */
export function namesShippable(
  experiment: Experiment,
  { decision }: Pick<Decide, 'decision'>,
): Refusal | null {
  const snapshot = latestSnapshot(experiment);
  if (decision !== 'ship' || snapshot === null) return null;
  const next = snapshot.analysis.final ? 'End it' : 'Keep it running until a look names one, or end it';
  return unless(
    shippableVariant(experiment, snapshot) !== null,
    'policy',
    `There are several treatments and this look does not say which one to ship. ${next} and plan a follow-up with the treatment you want alone.`,
  );
}

/** The look takes a treatment out of the race, and leaves another in it. */
export function namesDroppable(
  experiment: Experiment,
  { decision }: Pick<Decide, 'decision'>,
): Refusal | null {
  if (decision !== 'drop-variant') return null;
  const snapshot = latestSnapshot(experiment);
  const harmed = stillInRace(experiment, snapshot?.verdict.harmed);
  return unless(
    harmed.length > 0 && leavesOthers(experiment, harmed) && snapshot?.analysis.final !== true,
    'policy',
    'This look takes no treatment out of the race while another goes on. Decide on the whole experiment.',
  );
}

/** What is shipped reaches every unit: no condition gives some of them another variant. */
export function reachesEveryUnit(
  experiment: Experiment,
  { decision }: Pick<Decide, 'decision'>,
): Refusal | null {
  const { flag } = experiment;
  const snapshot = latestSnapshot(experiment);
  if (decision !== 'ship' || flag === null || snapshot === null) return null;
  const against = againstShipping(flag, shippedVariant(experiment, snapshot));
  return unless(
    against.length === 0,
    'conflict',
    `Not all users would get the change: the flag has another condition (${against.map(conditionWords).join('; ')}). Remove it in the flag service, accept that change in the thread, then ship.`,
  );
}

/** The first vote against the recommendation, or for an end that no look asks for, says why. */
export function givesReason(experiment: Experiment, command: Decide): Refusal | null {
  const needsReason = asksForReason(experiment, command) && firstVote(experiment, command) === null;
  return unless(
    !needsReason || (command.reason ?? '').trim() !== '',
    'needs-reason',
    isEarlyEnd(experiment)
      ? 'No look asks for a decision at this time. Say why you end it now.'
      : 'The evidence recommends something else. Say why you decide against it; a second approver then has to confirm.',
  );
}

/** A decision that takes two approvers is confirmed by another one. */
export function isSecondApprover(experiment: Experiment, command: Vote): Refusal | null {
  const first = votesNeeded(experiment, command) > 1 ? firstVote(experiment, command) : null;
  return unless(
    first === null || first.by !== command.actor.person,
    'already-done',
    'You have asked for this already. A second approver has to confirm it.',
  );
}

/** There is a decision to undo. */
export function hasDecision({ decision }: Experiment): Refusal | null {
  return unless(decision.record !== null, 'already-done', 'There is no decision to undo.');
}

/** The decision in force is the one that the person means, not one that was undone before it. */
export function meansThisDecision(
  { decision: { decidedIn } }: Experiment,
  { decision }: Pick<Command<'undo'>, 'decision'>,
): Refusal | null {
  return unless(
    decision === undefined || decision === decidedIn,
    'stale',
    'This button belongs to an earlier decision, which is undone already. Nothing was changed. To undo the present decision, press Undo on its own message, the newest one in the thread.',
  );
}

/** The time to undo is not over. */
export function isWithinUndoWindow(
  { decision: { record } }: Experiment,
  { at }: Pick<Command<'undo'>, 'at'>,
): Refusal | null {
  return unless(
    record === null || at <= record.undoUntil,
    'too-late',
    'The time to undo is over. Plan a follow-up instead.',
  );
}
