import { isUnderMatrix, type PersonActor } from '#domain/actor.ts';
import { isAmong, standingOf } from '#domain/authority/standing.ts';
import type { Experiment } from '#domain/experiment.ts';

/**
 * Whether the earlier vote of a person counts at the moment of an act: they hold the approver role now, and are no author. Acts of the
 * first two matrices did not ask again.
 */
export function countsStill(experiment: Experiment, person: string, actor: PersonActor): boolean {
  if (!isUnderMatrix(actor, 3)) return true;
  const roles = actor.approvers?.includes(person) === true ? (['approver'] as const) : [];
  return isAmong('independent', standingOf(experiment, { person, roles }));
}
