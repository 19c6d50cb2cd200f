import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { WaitState } from '#domain/waits/state.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';
import { afterWorkingDays, workingDaysBetween } from '#domain/waits/working-days.ts';
import { DAY } from '#shared/clock.ts';

/** How long people may let an experiment wait. Each is days; 0 switches it off. */
export interface WaitClock {
  /** Working days until each addressee is reminded directly, and then on every working day. */
  readonly remindAfterDays: number;
  /** Working days until the thread calls again, and then once a week. */
  readonly callAfterDays: number;
  /** Days until a plan that no person reviews or mends is withdrawn. */
  readonly withdrawAfterDays: number;
}

/** What has no deadline and takes people long: reminded of once a week instead of every day. */
const SLOW: readonly WaitAct[] = [
  'review-code',
  'reopen-code',
  'merge-clean-up',
  'reopen-clean-up',
  'clean-up-again',
];
/** Working days between two reminders of what takes people long. */
const SLOW_EVERY = 5;
/** Between two calls in the thread. */
const CALL_EVERY = 7 * DAY;
/** What ends if it waits too long: no code is written for it yet. */
const WITHDRAWN: readonly WaitAct[] = ['review', 'mend-request', 'answer-questions'];

/** When the thread calls again (milliseconds since the Unix epoch); null if nothing waits, or it hears of the flag every week. */
export function nextCallAt(experiment: Experiment, { callAfterDays }: WaitClock): number | null {
  const { waiting } = experiment;
  if (waiting === undefined || flagReminderOf(experiment) !== null) return null;
  return callDueAt(waiting, { callAfterDays });
}

/** When the thread would call again for a wait (milliseconds since the Unix epoch), whatever else it hears; null if it never does. */
export function callDueAt(
  { act, since, calledAt }: WaitState,
  { callAfterDays }: Pick<WaitClock, 'callAfterDays'>,
): number | null {
  if (callAfterDays === 0) return null;
  if (calledAt !== undefined) return calledAt + CALL_EVERY;
  return SLOW.includes(act) ? since + CALL_EVERY : afterWorkingDays(since, callAfterDays);
}

/** When a plan that no person answers is withdrawn (milliseconds since the Unix epoch); null if nothing is. */
export function withdrawnAt(
  { waiting }: Pick<Experiment, 'waiting'>,
  withdrawAfterDays: number,
): number | null {
  if (waiting === undefined || withdrawAfterDays === 0) return null;
  return WITHDRAWN.includes(waiting.act) ? waiting.since + withdrawAfterDays * DAY : null;
}

/**
 * Whether a wait is a reason to write to its addressees on the day of this moment (milliseconds since the Unix epoch): every working
 * day once it has lasted, and every fifth for what takes people long.
 */
export function isRemindedOn(
  { waiting }: Pick<Experiment, 'waiting'>,
  { remindAfterDays }: Pick<WaitClock, 'remindAfterDays'>,
  now: number,
): boolean {
  if (waiting === undefined || remindAfterDays === 0) return false;
  const from = afterWorkingDays(waiting.since, remindAfterDays);
  if (now < from) return false;
  if (!SLOW.includes(waiting.act)) return true;
  // Whole days (UTC), so that working hours are in them, whatever the hour at which the wait began.
  const firstDay = Math.ceil(from / DAY) * DAY;
  return now >= firstDay && workingDaysBetween(firstDay, now) % SLOW_EVERY === 0;
}
