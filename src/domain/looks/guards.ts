import type { Command } from '#domain/command.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/**
 * The look goes further than every one that is recorded. A scheduled look need not go further than a watch: a watch may
 * have come while people decided, and the last scheduled look must still be taken.
 */
export function isNewerLook(
  experiment: Experiment,
  { snapshot }: Pick<Command<'recordLook'>, 'snapshot'>,
): Refusal | null {
  const watched = snapshot.scheduled ? 0 : (experiment.looks.watch?.until ?? 0);
  const known = Math.max(latestSnapshot(experiment)?.until ?? 0, watched);
  return unless(snapshot.until > known, 'already-done', 'A newer look is recorded already.');
}
