import type { EventContext } from '#domain/change.ts';
import { evolveRest } from '#domain/clean-up/evolve.ts';
import { evolveDecision } from '#domain/decision/evolve.ts';
import { stillDead } from '#domain/delivery/dead-effects.ts';
import { born } from '#domain/design/born.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import { evolveLaunch } from '#domain/launch/evolve.ts';
import { evolveReview } from '#domain/review/evolve.ts';

/**
 * Folds one event into the state. Total: an event that does not fit a state leaves it as it is.
 * `state` is null before `proposed`; any other first event gives null.
 */
export function evolve(
  state: Experiment | null,
  event: ExperimentEvent,
  context: EventContext,
): Experiment | null {
  if (event.type === 'proposed') return born(event, context);
  if (state === null) return null;
  const change =
    evolveReview(state, event, context.at) ??
    evolveLaunch(state, event, context.at) ??
    evolveDecision(state, event, context.at) ??
    evolveRest(state, event, context);
  const deadEffects = stillDead(change.deadEffects ?? state.deadEffects, event);
  return { ...state, ...change, deadEffects, version: context.version };
}
