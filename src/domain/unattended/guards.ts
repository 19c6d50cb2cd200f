import { refusalOfApprover } from '#domain/authority/permitted.ts';
import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import type { Command } from '#domain/command.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { isApproved, sawPlan } from '#domain/guards.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { expiryOf, reminderOf } from '#domain/unattended/expiry.ts';

type SetAuto = Pick<Command<'setAuto'>, 'mode' | 'planHash'>;

/** On is an approval of the plan as the person saw it. */
export function sawPlanForAuto(experiment: Experiment, command: SetAuto): Refusal | null {
  return command.mode === 'on' ? sawPlan(experiment, command) : null;
}

/** On stands for approvals that are given, and takes one approver, so that the risk must need no more. */
export function isFitForAuto(experiment: Experiment, { mode }: Pick<SetAuto, 'mode'>): Refusal | null {
  if (mode !== 'on') return null;
  const risk = experiment.design?.plan.request.risk ?? 'high';
  if (risk !== 'low') {
    const message = `Auto is for low risk alone, and this experiment has ${risk} risk: people decide on it. Type \`/experiment auto dry-run ${experiment.key}\` in the channel to see what the bot would do.`;
    return { code: 'policy', message };
  }
  return unless(
    isApproved(experiment),
    'stale',
    'The plan is not approved as it is now. Turn auto on when it is.',
  );
}

/** It is not so already. */
export function changesAuto(
  { unattended, design }: Experiment,
  { mode }: Pick<SetAuto, 'mode'>,
): Refusal | null {
  const auto = unattended?.auto;
  const isSame = (auto?.mode ?? 'off') === mode && (mode === 'off' || auto?.planHash === design?.planHash);
  return unless(!isSame, 'already-done', `Auto is ${mode === 'dry-run' ? 'in a dry run' : mode} already.`);
}

/** A standing approval is in force for the plan as it is. */
export function hasAutoOn({ unattended, design }: Experiment): Refusal | null {
  const auto = unattended?.auto;
  return unless(
    auto?.mode === 'on' && auto.planHash === design?.planHash,
    'not-allowed',
    'Auto is not on for this plan.',
  );
}

/** A standing approval or a dry run is in force, whichever plan it was for. */
export function hasAuto({ unattended }: Experiment): Refusal | null {
  return unless((unattended?.auto?.mode ?? 'off') !== 'off', 'already-done', 'Auto is off already.');
}

/** A dry run is in force, and has not told of the newest look. */
export function hasNewsOfDryRun(
  { unattended }: Experiment,
  { snapshotHash }: Pick<Command<'recordDryRun'>, 'snapshotHash'>,
): Refusal | null {
  const auto = unattended?.auto;
  return unless(
    auto?.mode === 'dry-run' && auto.dryRun?.snapshotHash !== snapshotHash,
    'already-done',
    'The dry run has told of this look already.',
  );
}

/** It is what the newest look asks for, and nothing else. */
export function isAutoAct(
  experiment: Experiment,
  { decision, why, snapshotHash }: Pick<Command<'recordDryRun'>, 'decision' | 'why' | 'snapshotHash'>,
): Refusal | null {
  const act = autoActOf(experiment);
  return unless(
    latestSnapshot(experiment)?.hash === snapshotHash && act?.decision === decision && act.why === why,
    'stale',
    'The newest look asks for something else.',
  );
}

/** The person who gave the standing approval may still give it: roles count when they are used. */
export function isStillApprover(
  experiment: Experiment,
  { approver }: Pick<Command<'autoDecide'>, 'approver'>,
): Refusal | null {
  const isSame = experiment.unattended?.auto?.by === approver.person;
  return unless(isSame, 'stale', 'Another person turned auto on.') ?? refusalOfApprover(experiment, approver);
}

/** It is time to remind the approvers, who were not reminded of this moment yet. */
export function isTimeToRemind(
  experiment: Experiment,
  { at }: Pick<Command<'remindOfDecision'>, 'at'>,
): Refusal | null {
  const due = reminderOf(experiment);
  return unless(due !== null && at >= due, 'too-early', 'There is no decision to remind of yet.');
}

/** The thread has not heard of the age of the flag for a week. */
export function isTimeToRemindOfFlag(
  experiment: Experiment,
  { at }: Pick<Command<'remindOfFlag'>, 'at'>,
): Refusal | null {
  const due = flagReminderOf(experiment);
  return unless(due !== null && at >= due, 'too-early', 'It is too early to remind of the flag.');
}

/** The time to decide is over. */
export function isExpired(
  experiment: Experiment,
  { at }: Pick<Command<'expireDecision'>, 'at'>,
): Refusal | null {
  const due = expiryOf(experiment);
  return unless(due !== null && at >= due, 'too-early', 'The time to decide is not over.');
}
