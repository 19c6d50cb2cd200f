import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isOvertaken, isSameFlag } from '#domain/launch/flag-settings.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** The message is not recorded yet. */
export function isNewPost(
  { delivery: { messages } }: Experiment,
  { effect }: Pick<Command<'recordPost'>, 'effect'>,
): Refusal | null {
  return unless(messages[effect] === undefined, 'already-done', 'This message is recorded already.');
}

/** The pictures of the message are not recorded yet. */
export function isNewUpload(
  { delivery: { files } }: Experiment,
  { effect }: Pick<Command<'recordUpload'>, 'effect'>,
): Refusal | null {
  return unless(files?.[effect] === undefined, 'already-done', 'These pictures are recorded already.');
}

/** The state of the flag is not recorded yet as the outcome of this effect. */
export function isNewFlagState(
  experiment: Experiment,
  { effect, flag }: Pick<Command<'recordFlag'>, 'effect' | 'flag'>,
): Refusal | null {
  return unless(
    !isSameFlag(experiment.flag, flag) || experiment.delivery.flagEffect !== effect,
    'already-done',
    'This state of the flag is recorded already.',
  );
}

/** No later change of the flag is recorded. */
export function isNewestFlagChange(
  experiment: Experiment,
  { effect }: Pick<Command<'recordFlag'>, 'effect'>,
): Refusal | null {
  return unless(
    !isOvertaken(experiment, effect),
    'already-done',
    'A later change of the flag is recorded already.',
  );
}

/** The failure is not recorded yet. */
export function isNewFailure(
  { delivery: { failedEffects } }: Experiment,
  { death }: Pick<Command<'recordEffectDeath'>, 'death'>,
): Refusal | null {
  return unless(
    !failedEffects.some(({ effect }) => effect === death.effect),
    'already-done',
    'This failure is recorded already.',
  );
}

/** The effect has failed and was not tried again since. */
export function hasFailed(
  { delivery: { failedEffects } }: Experiment,
  command: Pick<Command<'retryEffect'>, 'effect'>,
): Refusal | null {
  return unless(
    failedEffects.some(({ effect }) => effect === command.effect),
    'already-done',
    'This has been tried again already, or something later has taken its place.',
  );
}
