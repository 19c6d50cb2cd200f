import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { shouldBeOn } from '#domain/launch/flag-settings.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** Some unit may meet the change, so there is something to switch off. */
export function mayFlagBeOn(experiment: Experiment): Refusal | null {
  return unless(
    shouldBeOn(experiment),
    'already-done',
    'No user meets the change: the flag is off already. There is nothing to pause.',
  );
}

/** It is switched off for now, by a pause that an approver may end. */
export function isPaused(experiment: Experiment): Refusal | null {
  return unless(
    experiment.status === 'paused' || isShipmentPaused(experiment),
    'already-done',
    'It is not paused. There is nothing to resume.',
  );
}

/** The button belongs to the pause that lasts; a command that was typed names none. */
export function sawPause(
  { launch }: Experiment,
  { pausedAt }: Pick<Command<'resume'>, 'pausedAt'>,
): Refusal | null {
  return unless(
    pausedAt === undefined || pausedAt === launch?.pause?.at,
    'stale',
    'This button belongs to an earlier pause. Press the button of the newest pause in this thread.',
  );
}

/** No pause of a shipped change lasts: what users do not get must not be made final. */
export function isNotPaused(experiment: Experiment): Refusal | null {
  return unless(
    !isShipmentPaused(experiment),
    'conflict',
    'The shipped change is paused, so the clean-up waits. An approver resumes it first.',
  );
}
