import type { PersonActor } from '#domain/actor.ts';
import { isUnderSecondMatrix } from '#domain/actor.ts';
import { isOverride } from '#domain/decision/override.ts';
import type { Decision } from '#domain/decision/state.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';

interface Decided {
  readonly decision: Decision | 'extend';
  readonly actor: PersonActor;
}

/** Whether no look asks for a decision: what is decided then ends the experiment before its registered end. */
export function isEarlyEnd({ status }: Pick<Experiment, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** Whether a person has to say why: against the recommendation of the newest look, and before the registered end. */
export function asksForReason(experiment: Experiment, command: Pick<Decided, 'decision'>): boolean {
  return isEarlyEnd(experiment) || isOverride(experiment, command);
}

/** How many approvers a decision takes: two against the recommendation of the newest look, and if the risk is high. */
export function votesNeeded(experiment: Experiment, command: Decided): 1 | 2 {
  if (isOverride(experiment, command)) return 2;
  return isHighRisk(experiment) && isUnderSecondMatrix(command.actor) ? 2 : 1;
}

/** Whether the plan in force is of high risk. */
export function isHighRisk(experiment: Experiment): boolean {
  return designOf(experiment).plan.request.risk === 'high';
}
