import type { PersonActor } from '#domain/actor.ts';
import { countsStill } from '#domain/authority/counts-still.ts';
import { readinessOf } from '#domain/code/readiness.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** Who voted for the launch first, as far as that vote counts at this act; null if no person did. */
export function firstLaunchVote(experiment: Experiment, actor: PersonActor): string | null {
  const by = readinessOf(experiment)?.launchVote?.by;
  return by !== undefined && countsStill(experiment, by, actor) ? by : null;
}

/** A launch that takes two approvers is confirmed by another one. */
export function isSecondLauncher(
  experiment: Experiment,
  { actor }: Pick<Command<'launch'>, 'actor'>,
): Refusal | null {
  return unless(
    readinessOf(experiment)?.launchVote?.by !== actor.person,
    'already-done',
    'You have asked for this launch already. The risk is high, so a second approver has to confirm it.',
  );
}
