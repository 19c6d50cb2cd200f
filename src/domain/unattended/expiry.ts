import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { momentAfter } from '#domain/looks/running-time.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { DAY } from '#shared/clock.ts';

/** How long before a decision expires its approvers are reminded, unless that is more than half of their time. */
const REMINDED_BEFORE = 2 * DAY;

/**
 * When a decision that waits expires, so that the flag goes back to the control (milliseconds since the Unix epoch): so many days
 * after it was asked for, and not before so many after the registered end unless the change is proven worse. Null if none waits or
 * the plan sets no time.
 */
export function expiryOf(experiment: Experiment): number | null {
  const { status, design, launch, decision } = experiment;
  const days = daysToDecide(experiment);
  if (status !== 'deciding' || days === null || launch?.runningSince == null) return null;
  const end = isHarmWaiting(experiment)
    ? 0
    : momentAfter(launch, launch.runningSince, (design?.plan.sizing.days ?? 0) * DAY);
  const asked = [latestSnapshot(experiment)?.at ?? 0, decision.undoneAt ?? 0];
  const resumed = launch.pauses.at(-1)?.until ?? 0;
  return Math.max(end, resumed, ...asked) + days * DAY;
}

/** Whether users meet a change that is proven worse while its decision waits, and the plan gives that a time of its own. */
export function isHarmWaiting(experiment: Experiment): boolean {
  const isWorse = latestSnapshot(experiment)?.verdict.recommendation === 'kill';
  return isWorse && experiment.design?.plan.afterwards?.harmWithinDays !== undefined;
}

/** The days that the plan gives the present decision; null if it may wait for ever. */
function daysToDecide(experiment: Experiment): number | null {
  const { harmWithinDays, decideWithinDays } = experiment.design?.plan.afterwards ?? {};
  return (isHarmWaiting(experiment) ? harmWithinDays : decideWithinDays) ?? null;
}

/** When the approvers are reminded that a decision expires; null if nothing expires or they were. */
export function reminderOf(experiment: Experiment): number | null {
  const due = expiryOf(experiment);
  const days = daysToDecide(experiment) ?? 0;
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
