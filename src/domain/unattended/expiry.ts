import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { momentAfter } from '#domain/looks/running-time.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { DAY } from '#shared/clock.ts';

/** How long before a decision expires its approvers are reminded, unless that is more than half of their time. */
const REMINDED_BEFORE = 2 * DAY;

/**
 * When a decision that waits expires, so that the flag goes back to the control (milliseconds since the Unix epoch): so many days
 * after it was asked for, and not before so many after the registered end. Null if none waits or the plan sets no time.
 */
export function expiryOf(experiment: Experiment): number | null {
  const { status, design, launch, decision } = experiment;
  const days = design?.plan.afterwards?.decideWithinDays;
  if (status !== 'deciding' || days === undefined || launch?.runningSince == null) return null;
  const end = momentAfter(launch, launch.runningSince, (design?.plan.sizing.days ?? 0) * DAY);
  const asked = [latestSnapshot(experiment)?.at ?? 0, decision.undoneAt ?? 0];
  const resumed = launch.pauses.at(-1)?.until ?? 0;
  return Math.max(end, resumed, ...asked) + days * DAY;
}

/** When the approvers are reminded that a decision expires; null if nothing expires or they were. */
export function reminderOf(experiment: Experiment): number | null {
  const due = expiryOf(experiment);
  const days = experiment.design?.plan.afterwards?.decideWithinDays ?? 0;
  if (due === null || experiment.unattended?.remindedOf === due) return null;
  return due - Math.min(REMINDED_BEFORE, (days * DAY) / 2);
}

/** When the bot has something to do without a person next, milliseconds since the Unix epoch; null if nothing. */
export function nextUnattendedAt(experiment: Experiment): number | null {
  const moments = [
    autoAt(experiment),
    reminderOf(experiment),
    expiryOf(experiment),
    flagReminderOf(experiment),
  ].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function autoAt(experiment: Experiment): number | null {
  const auto = experiment.unattended?.auto;
  const look = latestSnapshot(experiment);
  if (auto === undefined || auto.mode === 'off' || look === null || autoActOf(experiment) === null)
    return null;
  return auto.mode === 'dry-run' && auto.dryRun?.snapshotHash === look.hash ? null : look.at;
}
