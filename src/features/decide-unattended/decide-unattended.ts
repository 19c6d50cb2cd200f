import { BOT } from '#domain/actor.ts';
import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { expiryOf, reminderOf } from '#domain/unattended/expiry.ts';
import { isStillApprover } from '#domain/unattended/guards.ts';
import type { AutoState } from '#domain/unattended/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'flags' | 'people' | 'clock' | 'log'>;

/** Carries out standing approvals, reminds of decisions that wait, and lets them expire, over all unfinished experiments. */
export async function decideUnattended(needs: Needs): Promise<void> {
  const now = needs.clock.now();
  await walkUnfinished(needs, {
    job: 'decide-unattended',
    isDue: ({ unattendedAt }) => unattendedAt !== undefined && unattendedAt <= now,
    work: ({ key }) => goOn(needs, key, now),
  });
}

async function goOn(needs: Needs, key: string, now: number): Promise<void> {
  const before = await needs.load(key);
  if (before === null) return;
  const by = { actor: BOT, at: now };
  const flagReminder = flagReminderOf(before);
  if (flagReminder !== null && now >= flagReminder) {
    await needs.execute(key, { name: 'remindOfFlag', ...by });
  }
  const reminder = reminderOf(before);
  if (reminder !== null && now >= reminder) await needs.execute(key, { name: 'remindOfDecision', ...by });
  const expiry = expiryOf(before);
  const isOver = expiry !== null && now >= expiry;
  if (!isOver && autoActOf(before) === null) return;
  // What is decided rests on the flag as it is at this moment.
  if (!(await isFlagUntouched(needs, key))) return;
  const experiment = await needs.load(key);
  if (experiment === null) return;
  const auto = experiment.unattended?.auto;
  if (auto !== undefined && auto.mode !== 'off') await actOnAuto(needs, experiment, auto);
  if (isOver) await needs.execute(key, { name: 'expireDecision', ...by });
}

/** Does what the newest look asks for, or says in a dry run what that is. Ends an approval that counts no more. */
async function actOnAuto(
  { execute, people, clock }: Needs,
  experiment: Experiment,
  { mode, by }: AutoState,
): Promise<void> {
  const act = autoActOf(experiment);
  const snapshotHash = latestSnapshot(experiment)?.hash ?? '';
  const bot = { actor: BOT, at: clock.now() };
  if (act === null) return;
  if (mode === 'dry-run') {
    await execute(experiment.key, { name: 'recordDryRun', ...act, snapshotHash, ...bot });
    return;
  }
  const user = by === null ? null : await people.userOf(by);
  const approver = user === null ? null : await people.actorOf(user);
  const isSamePlan = experiment.unattended?.auto?.planHash === experiment.design?.planHash;
  if (approver === null || !isSamePlan || isStillApprover(experiment, { approver }) !== null) {
    await execute(experiment.key, { name: 'lapseAuto', ...bot });
    return;
  }
  const flagVersion = experiment.flag?.version ?? '';
  await execute(experiment.key, { name: 'autoDecide', ...act, snapshotHash, flagVersion, approver, ...bot });
}
