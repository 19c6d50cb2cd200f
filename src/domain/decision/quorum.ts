import type { PersonActor } from '#domain/actor.ts';
import { votesOf } from '#domain/authority/votes-of.ts';
import { isOverride } from '#domain/decision/override.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Experiment } from '#domain/experiment.ts';

/** A person's decision, or an extension to so many days. */
export interface Vote {
  readonly decision: Decision | 'extend';
  readonly days?: number;
  readonly actor: PersonActor;
}

/** Whether no look asks for a decision at this time: what is decided then ends the experiment. */
export function isEarlyEnd({ status }: Pick<Experiment, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** Whether a person has to say why: against the recommendation of the newest look, and if no look asks for a decision. */
export function asksForReason(experiment: Experiment, command: Pick<Vote, 'decision'>): boolean {
  return isEarlyEnd(experiment) || isOverride(experiment, command);
}

/** How many approvers a decision takes: two against the recommendation of the newest look, else as the authority table says. */
export function votesNeeded(experiment: Experiment, command: Vote): 1 | 2 {
  if (isOverride(experiment, command)) return 2;
  const { actor, decision } = command;
  return votesOf(experiment, decision === 'extend' ? decision : `decide ${decision}`, actor);
}
