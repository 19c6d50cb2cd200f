import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { WaitState } from '#domain/waits/state.ts';
import { DAY } from '#shared/clock.ts';

/** For how long a reminder can be put off, milliseconds. */
export const MOST_SNOOZED = 14 * DAY;

/** Whether an approver has to decide on a change that is proven worse, while users meet it. */
export function usersMeetHarm(experiment: Experiment): boolean {
  const isWorse = latestSnapshot(experiment)?.verdict.recommendation === 'kill';
  return isWorse && experiment.status === 'deciding' && experiment.flag?.active === true;
}

/** Whether a person (a pseudonym) has put off the reminders of a wait beyond this moment (milliseconds since the Unix epoch). */
export function isSnoozed({ snoozed }: Pick<WaitState, 'snoozed'>, person: string, now: number): boolean {
  return now < (snoozed?.[person] ?? 0);
}
