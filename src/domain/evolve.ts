import { alertEvolvers } from '#domain/alerts/evolve.ts';
import { amendmentEvolvers } from '#domain/amendments/evolve.ts';
import { backlogEvolvers } from '#domain/backlog/evolve.ts';
import { cleanUpEvolvers } from '#domain/clean-up/evolve.ts';
import { codeEvolvers } from '#domain/code/evolve.ts';
import { decisionEvolvers } from '#domain/decision/evolve.ts';
import { deliveryEvolvers } from '#domain/delivery/evolve.ts';
import { stillFailed } from '#domain/delivery/failed-effects.ts';
import { born } from '#domain/design/born.ts';
import { designEvolvers } from '#domain/design/evolve.ts';
import { askedAfter } from '#domain/design/work-budget.ts';
import type { EventOf, EventType, ExperimentEvent } from '#domain/event.ts';
import type { EventContext, Evolvers, StateChange } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';
import { healingEvolvers } from '#domain/healing/evolve.ts';
import { launchEvolvers } from '#domain/launch/evolve.ts';
import { lookEvolvers } from '#domain/looks/evolve.ts';
import { reviewEvolvers } from '#domain/review/evolve.ts';
import { scheduleEvolvers } from '#domain/schedule/evolve.ts';
import { shippingEvolvers } from '#domain/shipping/evolve.ts';
import { spendingEvolvers } from '#domain/spending/evolve.ts';
import { tamperingEvolvers } from '#domain/tampering/evolve.ts';
import { unattendedEvolvers } from '#domain/unattended/evolve.ts';
import { waitEvolvers } from '#domain/waits/evolve.ts';
import { keepWait } from '#domain/waits/keep-wait.ts';

type LaterType = Exclude<EventType, 'proposed'>;

const EVOLVERS: Evolvers<LaterType> = {
  ...designEvolvers,
  ...backlogEvolvers,
  ...reviewEvolvers,
  ...codeEvolvers,
  ...launchEvolvers,
  ...scheduleEvolvers,
  ...lookEvolvers,
  ...decisionEvolvers,
  ...amendmentEvolvers,
  ...cleanUpEvolvers,
  ...tamperingEvolvers,
  ...unattendedEvolvers,
  ...shippingEvolvers,
  ...spendingEvolvers,
  ...waitEvolvers,
  ...alertEvolvers,
  ...deliveryEvolvers,
  ...healingEvolvers,
};

/**
 * Folds one event into the state. Total: an event that does not fit a state leaves it as it is, and so does a stored one
 * of a type that this version does not know. `state` is null before `proposed`; any other first event gives null.
 */
export function evolve(
  state: Experiment | null,
  event: ExperimentEvent,
  context: EventContext,
): Experiment | null {
  if (event.type === 'proposed') return born(event, context);
  if (state === null) return null;
  const change = isKnown(event.type) ? changeBy(event.type, state, event, context) : {};
  const { delivery } = { ...state, ...change };
  const failedEffects = stillFailed(delivery.failedEffects, event);
  const asked = askedAfter(state, event, context.at);
  const next = {
    ...{ ...state, ...change, delivery: { ...delivery, failedEffects }, version: context.version },
    ...(asked === undefined ? {} : { asked }),
  };
  return keepWait(next, context.at);
}

/** A journal that a newer version wrote may hold types that are not in the table. */
function isKnown(type: LaterType): boolean {
  return Object.hasOwn(EVOLVERS, type);
}

function changeBy<Type extends LaterType>(
  type: Type,
  state: Experiment,
  event: EventOf<Type>,
  context: EventContext,
): StateChange {
  return EVOLVERS[type](state, event, context);
}
