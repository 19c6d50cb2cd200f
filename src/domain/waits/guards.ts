import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { withdrawnAt } from '#domain/waits/next-call.ts';

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

/** No person has answered the plan for so long. */
export function hasWaitedTooLong(
  experiment: Experiment,
  { days, at }: Pick<Command<'withdrawPlan'>, 'days' | 'at'>,
): Refusal | null {
  const due = withdrawnAt(experiment, days);
  return unless(due !== null && at >= due, 'too-early', 'There is no plan that waits so long.');
}
