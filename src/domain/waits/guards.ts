import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { withdrawnAt } from '#domain/waits/next-call.ts';
import { MOST_SNOOZED, usersMeetHarm } from '#domain/waits/snooze.ts';

/** The experiment still waits for that, and the thread has not called so often yet. */
export function isStillWaiting(
  { waiting }: Experiment,
  { act, since, time }: Pick<Command<'callAgain'>, 'act' | 'since' | 'time'>,
): Refusal | null {
  const isSame = waiting?.act === act && waiting.since === since;
  return unless(
    isSame && (waiting.called ?? 0) === time - 1,
    'already-done',
    'The experiment does not wait for this any more, or the thread has called for it already.',
  );
}

/** The wait that a person means goes on. */
export function isWaitingFor(
  { waiting }: Experiment,
  { act, since }: Pick<Command<'snoozeReminder'>, 'act' | 'since'>,
): Refusal | null {
  return unless(
    waiting?.act === act && waiting.since === since,
    'already-done',
    'The experiment does not wait for this any more, so there is no reminder to put off.',
  );
}

/** It is put off for at most two weeks, and not while users meet a change that is proven worse. */
export function mayWait(
  experiment: Experiment,
  { until, at }: Pick<Command<'snoozeReminder'>, 'until' | 'at'>,
): Refusal | null {
  if (usersMeetHarm(experiment)) {
    return unless(
      false,
      'policy',
      'Users meet a change that is proven worse, so this reminder cannot be put off. An approver ends that by a decision.',
    );
  }
  return unless(
    until > at && until <= at + MOST_SNOOZED,
    'policy',
    'A reminder can be put off for 1 to 14 days.',
  );
}

/** No person has answered the plan for so long. */
export function hasWaitedTooLong(
  experiment: Experiment,
  { days, at }: Pick<Command<'withdrawPlan'>, 'days' | 'at'>,
): Refusal | null {
  const due = withdrawnAt(experiment, days);
  return unless(due !== null && at >= due, 'too-early', 'There is no plan that waits so long.');
}
