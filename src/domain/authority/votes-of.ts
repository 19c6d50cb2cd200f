import type { PersonActor } from '#domain/actor.ts';
import type { Act } from '#domain/authority/act.ts';
import { permissionOf } from '#domain/authority/permissions.ts';
import type { Experiment } from '#domain/experiment.ts';

/** How many different people an act takes, by the risk of the plan and the matrix of the act; as of low risk before there is a plan. */
export function votesOf({ design }: Experiment, act: Act, actor: PersonActor): 1 | 2 {
  return permissionOf(act, actor.authority ?? 1).votes[design?.plan.request.risk ?? 'low'];
}
