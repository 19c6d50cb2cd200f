import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { canAccept, canRestore } from '#domain/tampering/choices.ts';
import { flagDifferences } from '#domain/tampering/flag-differences.ts';

/** No change of the flag by hand waits for a choice: until then nothing may rest on the flag or on its data. */
export function hasUntouchedFlag({ tampering }: Experiment): Refusal | null {
  return unless(
    tampering.open === null,
    'conflict',
    'The flag was changed by hand, so nothing goes on. An approver chooses in this thread what becomes of the change; then try again.',
  );
}

/** The flag is compared with its present record, and differs. */
export function isNewTampering(
  { flag }: Experiment,
  { known, found }: Pick<Command<'recordTampering'>, 'known' | 'found'>,
): Refusal | null {
  return unless(
    known === (flag?.version ?? '') && flagDifferences(flag, found).length > 0,
    'already-done',
    'This state of the flag is recorded already.',
  );
}

/** A change by hand waits for a choice. */
export function isTampered({ tampering }: Experiment): Refusal | null {
  return unless(
    tampering.open !== null,
    'already-done',
    'This change of the flag is settled already. There is nothing to choose.',
  );
}

/** The person was told of the flag as it is now. */
export function sawTamperedFlag(
  { flag }: Experiment,
  { flagVersion }: { readonly flagVersion: string },
): Refusal | null {
  return unless(
    flagVersion === (flag?.version ?? ''),
    'stale',
    'The flag has changed again since this message. Choose on the newest message in the thread.',
  );
}

/** The experiment can go on with the flag as it is. */
export function isAcceptable(experiment: Experiment): Refusal | null {
  return unless(
    canAccept(experiment),
    'policy',
    'The experiment cannot go on with the flag as it is: not every planned variant gets units. Restore the flag or end the experiment.',
  );
}

/** The bot made all that has changed, so it can bring it back. */
export function isRestorable(experiment: Experiment): Refusal | null {
  return unless(
    canRestore(experiment),
    'policy',
    'The bot changes only the condition that it made. Change the other conditions back in the flag service; the bot sees it within the hour.',
  );
}
